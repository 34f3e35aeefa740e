// Greedy placement of labels round circles: each label takes the cheapest free place, the important ones first.

/** A circle smaller than this is not seen. */
export const LEAST_RADIUS = 3;

export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Drawn so that what lies under it is not seen. */
  readonly emphasis?: boolean;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LabelRequest {
  /** The circle that is named; one of `circles`. */
  readonly circle: Circle;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLabel extends Box {
  readonly inside: boolean;
  /** From the circle's edge to the label, where it stands away from it. */
  readonly leader: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number } | undefined;
}

export interface LabelSpace {
  readonly bounds: Box;
  readonly circles: readonly Circle[];
  /** Where nothing may stand: names of quadrants, labels placed before. */
  readonly taken: readonly Box[];
  /** Lines that a label had better not lie on. */
  readonly lines: readonly Box[];
  /** How far from its circle a label may go, in steps. */
  readonly distances: readonly number[];
  /** Whether a label may lie on circles it does not name. */
  readonly overCircles: boolean;
}

const DIRECTIONS = Array.from({ length: 16 }, (_, index) => (index * Math.PI) / 8);

/** Places labels in the order given; `undefined` where one finds no room. No two placed labels overlap. */
export function placeLabels(
  requests: readonly LabelRequest[],
  space: LabelSpace,
): readonly (PlacedLabel | undefined)[] {
  const boxes: Box[] = [...space.taken];
  const leaders: NonNullable<PlacedLabel["leader"]>[] = [];
  return requests.map((request) => {
    let best: PlacedLabel | undefined;
    let least = Infinity;
    const near = { ...space, circles: circlesNear(request, space) };
    for (const candidate of candidatesFor(request, space)) {
      const cost = labelCost(candidate, request, near, { boxes, leaders, least });
      if (cost < least) {
        least = cost;
        best = candidate;
      }
    }
    if (best) {
      boxes.push(best);
      if (best.leader) leaders.push(best.leader);
    }
    return best;
  });
}

/** The circles that a label may come to lie on, so that the others need not be looked at for each of its places. */
function circlesNear({ circle, width, height }: LabelRequest, { circles, distances }: LabelSpace): readonly Circle[] {
  const reach = circle.radius + Math.max(0, ...distances) + width + height;
  return circles.filter(({ x, y, radius }) => {
    const most = reach + radius;
    return Math.abs(x - circle.x) <= most && Math.abs(y - circle.y) <= most;
  });
}

function candidatesFor({ circle, width, height }: LabelRequest, { distances }: LabelSpace): readonly PlacedLabel[] {
  const candidates: PlacedLabel[] = [];
  if (Math.hypot(width, height) / 2 <= circle.radius) {
    candidates.push({
      x: circle.x - width / 2,
      y: circle.y - height / 2,
      width,
      height,
      inside: true,
      leader: undefined,
    });
  }
  for (const distance of distances) {
    for (const direction of DIRECTIONS) {
      const reach = circle.radius + distance;
      const edge = { x: circle.x + Math.cos(direction) * reach, y: circle.y + Math.sin(direction) * reach };
      // The box touches the point with its nearest side.
      const x = edge.x - (width / 2) * (1 - Math.cos(direction));
      const y = edge.y - (height / 2) * (1 - Math.sin(direction));
      const leader =
        distance > 6
          ? {
              x1: circle.x + Math.cos(direction) * circle.radius,
              y1: circle.y + Math.sin(direction) * circle.radius,
              x2: edge.x - Math.cos(direction),
              y2: edge.y - Math.sin(direction),
            }
          : undefined;
      candidates.push({ x, y, width, height, inside: false, leader });
    }
  }
  return candidates;
}

function labelCost(
  label: PlacedLabel,
  { circle }: LabelRequest,
  { bounds, circles, lines, overCircles }: LabelSpace,
  {
    boxes,
    leaders,
    least,
  }: {
    readonly boxes: readonly Box[];
    readonly leaders: readonly NonNullable<PlacedLabel["leader"]>[];
    /** Of the best place so far: a dearer one need not be reckoned to the end. */
    readonly least: number;
  },
): number {
  if (!isWithin(label, bounds)) return Infinity;
  if (boxes.some((box) => overlap(label, box))) return Infinity;
  if (leaders.some((leader) => crossesBox(leader, label))) return Infinity;
  const { leader } = label;
  if (leader && (boxes.some((box) => crossesBox(leader, box)) || leaders.some((other) => cross(leader, other)))) {
    return Infinity;
  }
  const away = Math.hypot(label.x + label.width / 2 - circle.x, label.y + label.height / 2 - circle.y);
  let cost = label.inside ? 0 : 4 + away / 8;
  for (const other of circles) {
    if (other === circle) continue;
    const covered = circleUnderBox(other, label);
    if (covered <= 0) continue;
    if (!overCircles) return Infinity;
    // A name on another's solid circle reads as the other's.
    // The larger of two circles is drawn first, and so hides no name within the smaller.
    const hides = other.emphasis && covered > 2 && (!label.inside || other.radius <= circle.radius);
    cost += hides ? 120 + covered : label.inside ? covered / 2 : 10 + covered;
    if (cost >= least) return Infinity;
  }
  if (!label.inside && lines.some((line) => overlap(label, line))) cost += 14;
  return cost;
}

function isWithin(box: Box, bounds: Box): boolean {
  return (
    box.x >= bounds.x &&
    box.y >= bounds.y &&
    box.x + box.width <= bounds.x + bounds.width &&
    box.y + box.height <= bounds.y + bounds.height
  );
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** How deep a circle reaches under a box, in pixels. */
export function circleUnderBox(circle: Circle, box: Box): number {
  const x = circle.x - Math.max(box.x, Math.min(circle.x, box.x + box.width));
  const y = circle.y - Math.max(box.y, Math.min(circle.y, box.y + box.height));
  // Most circles are far away, and a page asks thousands of times for every move of a slider.
  if (Math.abs(x) >= circle.radius || Math.abs(y) >= circle.radius) return 0;
  return circle.radius - Math.hypot(x, y);
}

interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

function crossesBox(line: Segment, box: Box): boolean {
  const steps = 8;
  for (let step = 0; step <= steps; step++) {
    const x = line.x1 + ((line.x2 - line.x1) * step) / steps;
    const y = line.y1 + ((line.y2 - line.y1) * step) / steps;
    if (x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height) return true;
  }
  return false;
}

function cross(a: Segment, b: Segment): boolean {
  const side = (s: Segment, x: number, y: number): number => (s.x2 - s.x1) * (y - s.y1) - (s.y2 - s.y1) * (x - s.x1);
  return side(a, b.x1, b.y1) * side(a, b.x2, b.y2) < 0 && side(b, a.x1, a.y1) * side(b, a.x2, a.y2) < 0;
}
