// What a second thread of a sweep runs.
import { computeShared, serveGroups } from "./sweep-threads.js";

await serveGroups(computeShared);
