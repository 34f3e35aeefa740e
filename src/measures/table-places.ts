import type { PlaceAmongAreas, RelatedFigures, WorkforceQuantity } from "../core/industry-table.js";

const SIDES = ["region", "reference"] as const;
const ENDS = ["start", "end"] as const;

type Side = (typeof SIDES)[number];
type End = (typeof ENDS)[number];
type Quantity = "employment" | "establishments" | "wages";

/**
 * Where a figure stands in an industry table: of the industry, or of all industries (`total.`); of the region or of the
 * reference area; at an end of the span. `pay`, `estimatedJobs` and `employmentRatio` are those of `PeriodFigures` and
 * `SpanFigures`; `years` is the length of the span; `prices` are the user's price index; `amongAreas` is how the
 * industry's quotient stands among other areas; `related` is what the region is near to; `workforce` is what QWI counts.
 */
export type TablePlace =
  | `${"" | "total."}${Side}.${End}.${Quantity}`
  | `${"" | "total."}region.${End}.pay`
  | "region.end.estimatedJobs"
  | "region.employmentRatio"
  | "years"
  | "livingWage"
  | `prices.${End}`
  | `projection.${"base" | "projected" | "years"}`
  | `amongAreas.${keyof PlaceAmongAreas}`
  | `related.${keyof RelatedFigures}`
  | `workforce.${Side}.${WorkforceQuantity}`;

/** A place in its parts. */
export type TablePlaceParts =
  | {
      readonly kind: "figure";
      readonly isTotal: boolean;
      readonly side: Side;
      readonly end: End;
      readonly quantity: Quantity | "pay" | "estimatedJobs";
    }
  | { readonly kind: "ratio" }
  | { readonly kind: "years" }
  | { readonly kind: "livingWage" }
  | { readonly kind: "price"; readonly end: End }
  | { readonly kind: "projection"; readonly level: "base" | "projected" | "years" }
  | { readonly kind: "among"; readonly what: keyof PlaceAmongAreas }
  | { readonly kind: "related"; readonly what: keyof RelatedFigures }
  | { readonly kind: "workforce"; readonly side: Side; readonly what: WorkforceQuantity };

/** @throws {Error} if the type of places and this reader have grown apart */
export function readPlace(place: TablePlace): TablePlaceParts {
  if (place === "years") return { kind: "years" };
  if (place === "livingWage") return { kind: "livingWage" };
  if (place === "region.employmentRatio") return { kind: "ratio" };
  const parts = place.split(".");
  const isTotal = parts[0] === "total";
  const [first, second, third] = isTotal ? parts.slice(1) : parts;
  if (first === "projection") return { kind: "projection", level: second as "base" | "projected" | "years" };
  if (first === "amongAreas") return { kind: "among", what: second as keyof PlaceAmongAreas };
  if (first === "related") return { kind: "related", what: second as keyof RelatedFigures };
  if (first === "workforce") return { kind: "workforce", side: second as Side, what: third as WorkforceQuantity };
  const end = ENDS.find((one) => one === second);
  if (end && first === "prices") return { kind: "price", end };
  const side = SIDES.find((one) => one === first);
  if (!side || !end || !third) throw new Error(`unreachable: place ${place}`);
  return { kind: "figure", isTotal, side, end, quantity: third as Quantity | "pay" | "estimatedJobs" };
}
