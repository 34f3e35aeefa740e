import { livingCostsSection } from "./living-costs-section.js";
import { trainingPart } from "../supply/profile-sections.js";
import type { RegionProfile } from "./region-profile.js";
import type { Section } from "./section.js";
import { buildWorkersSection } from "./workers.js";

/** A part of a region's profile that needs files of its own. */
export interface FurtherSection {
  readonly id: string;
  readonly heading: string;
  /** What it is made of, as a line says where no such file is given. */
  readonly needs: string;
  /** Left out where no file of the kind can be read yet. */
  readonly build?: (profile: RegionProfile) => Section | undefined;
}

/** The sections after the short list, in their order. Who reads a new kind of file adds a `build` here. */
export const FURTHER_SECTIONS: readonly FurtherSection[] = [
  {
    id: "commuting",
    heading: "Commuting",
    needs: "home-to-work flows between counties (LEHD LODES)",
    build: ({ commuting }) => commuting,
  },
  {
    id: "workers",
    heading: "Workers",
    needs: "labor force, age and education of residents (LAUS, ACS, QWI)",
    build: buildWorkersSection,
  },
  {
    id: "training",
    heading: "Training",
    needs: "completions of schools and colleges (IPEDS)",
    build: ({ supply }) => supply && trainingPart(supply),
  },
  {
    id: "living-costs",
    heading: "Living costs",
    needs: "what a household needs to live on (living wage, price parities)",
    build: livingCostsSection,
  },
];
