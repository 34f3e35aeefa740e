export { readAreaOccupations, type AreaContext, type AreaReading } from "./areas.js";
export { readOccupationFacts, type FactsReading } from "./facts.js";
export { shippedNationalWages, shippedOccupations } from "./shipped.js";
