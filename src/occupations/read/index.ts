export { readAreaOccupations } from "./areas.js";
export { readOccupationFacts } from "./facts.js";
export { shippedNationalWages, shippedOccupations } from "../../staffing/read/shipped-occupations.js";
