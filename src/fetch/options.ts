import { defineOptions } from "../command/define-options.js";
import { inputOptions } from "../command/options.js";
import { outputOptions } from "../command/output-options.js";
import { URL_FORMS } from "./urls.js";
import { KINDS_OF_FILES } from "./sources.js";

const { region, exclude, reference, regions, quarter } = inputOptions;

export const fetchOptions = defineOptions({
  what: {
    type: "list",
    value: "KIND",
    help: `kind of files: ${KINDS_OF_FILES.join(", ")} (default: qcew); repeatable`,
  },
  region,
  exclude,
  reference: { ...reference, shared: true, help: "area that the region is compared with, fetched too" },
  regions,
  year: { ...inputOptions.year, shared: true, help: "year of the files (default: the latest that is out)" },
  since: {
    ...inputOptions.since,
    shared: true,
    help: "year that growth is to be counted from (default: 4 years before)",
  },
  history: { type: "boolean", help: "the years between too" },
  quarter,
  to: { type: "string", value: "DIR", path: true, default: "data", help: "folder that takes the files and their lock" },
  store: { ...inputOptions.store, help: "keep what `--what qcew-all` fetches in this store" },
  list: { type: "boolean", commandLineOnly: true, help: "list the sources, and where states publish projections" },
  urls: {
    type: "choice",
    choices: URL_FORMS,
    bare: "plain",
    commandLineOnly: true,
    help: "print the addresses, or commands that fetch them, and open no connection",
  },
  check: {
    type: "boolean",
    commandLineOnly: true,
    help: "ask whether something newer is out; if so, exit with status 4",
  },
  update: { type: "boolean", commandLineOnly: true, help: "replace files of which the publisher has newer ones" },
  frozen: { type: "boolean", commandLineOnly: true, help: "refuse every file whose checksum is not the locked one" },
  adopt: { type: "boolean", commandLineOnly: true, help: "take files that were brought into the folder by hand" },
  contact: { type: "string", value: "ADDRESS", help: "your e-mail address, for publishers who want to know who asks" },
  mirror: {
    type: "string",
    value: "URL",
    help: "your organisation's copy: scheme and host in place of the publishers' (default: SECTOR_RANK_MIRROR)",
  },
  sources: { type: "string", value: "FILE", path: true, help: "table of sources in place of the one that ships" },
  maxSize: { type: "integer", value: "MB", minimum: 1, default: 2000, help: "stop when the files together are larger" },
  maxMinutes: { type: "integer", value: "N", minimum: 1, default: 60, help: "stop when it takes longer" },
  ...outputOptions,
});
