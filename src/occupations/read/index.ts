export { readAreaOccupations } from "./areas.js";
export { readOccupationFacts } from "./facts.js";
export { shippedNationalWages, shippedOccupations } from "./shipped.js";
