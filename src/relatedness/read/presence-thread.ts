// What a second thread runs that reads the presence of industries in areas.
import { serveGroups } from "../../sweep/sweep-threads.js";
import { groupPresence } from "./group-presence.js";

await serveGroups(groupPresence);
