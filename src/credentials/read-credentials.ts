import { readRoleTable } from "../files/role-table.js";
import type { Note } from "../core/notes.js";
import type { Credential } from "./survey.js";

const NAMES = {
  id: ["id", "credential id"],
  name: ["name", "credential", "title"],
  issuer: ["issuer", "provider", "issued by"],
  registry: ["registry id", "registry", "ctid", "credential registry id"],
  soc: ["soc", "soc codes", "soc code", "occupations"],
} as const;

const SOC = /^\d\d-\d{4}$/;

export interface CredentialList {
  readonly credentials: readonly Credential[];
  readonly sha256: string | undefined;
  readonly notes: readonly Note[];
}

/**
 * Reads a list of credentials: id, name, and as far as known issuer, registry id and SOC codes, separated by `;`.
 *
 * @throws {InputError} CREDENTIAL_LIST with file, line and column
 */
export async function readCredentialList(file: string): Promise<CredentialList> {
  const table = await readRoleTable(file, NAMES, { required: ["name", "id"], code: "CREDENTIAL_LIST", hash: true });
  const lines = new Map<string, number>();
  const credentials: Credential[] = [];
  for (const row of table.rows) {
    const [id, name] = [row.cell("id"), row.cell("name")];
    if (id === "") {
      table.refuse(row, "id", { message: "a credential has no id", hint: "give each an id of its own, such as c1" });
      continue;
    }
    for (const [role, text] of [
      ["id", id],
      ["name", name],
    ] as const) {
      const key = text.toLowerCase();
      const before = lines.get(key);
      if (text !== "" && before !== undefined && before !== row.line) {
        table.refuse(row, role, {
          message: `a credential appears twice: line ${String(before)} has this ${role}, too`,
          hint: "keep one of the two rows",
        });
      } else lines.set(key, row.line);
    }
    const soc = row
      .cell("soc")
      .split(/[;|,\s]+/)
      .map((code) => code.replace(/\.00$/, ""))
      .filter((code) => code !== "");
    const wrong = soc.find((code) => !SOC.test(code));
    if (wrong !== undefined) {
      table.refuse(row, "soc", {
        message: "a SOC code can't be read",
        found: wrong,
        hint: "write codes like 51-4041, several separated by ;",
      });
    }
    const [issuer, registry] = [row.cell("issuer"), row.cell("registry")];
    credentials.push({
      id,
      name: name === "" ? id : name,
      ...(issuer !== "" && { issuer }),
      ...(registry !== "" && { registry }),
      soc: [...new Set(soc)],
    });
  }
  table.finish("write a row for each credential: id, name, issuer, registry id, SOC codes");
  return { credentials, sha256: table.sha256, notes: table.notes };
}
