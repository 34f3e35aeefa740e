import { describe, expect, it } from "vitest";
import { mirrored, plain, proxyFor } from "../../src/fetch/web.js";

describe("the proxy of an address", () => {
  const env = { HTTPS_PROXY: "http://proxy.example:3128", NO_PROXY: "internal.example,.bls.gov:444,10.0.0.1" };
  it.each([
    ["https://data.bls.gov/x", env, "http://proxy.example:3128"],
    ["https://data.bls.gov:444/x", env, undefined],
    ["https://internal.example/x", env, undefined],
    ["https://files.internal.example/x", env, undefined],
    ["https://notinternal.example/x", env, "http://proxy.example:3128"],
    ["https://data.bls.gov/x", { ...env, NO_PROXY: "*" }, undefined],
    ["https://data.bls.gov/x", { https_proxy: "proxy.example:3128" }, "http://proxy.example:3128"],
    ["http://mirror.example/x", env, undefined],
    ["http://mirror.example/x", { HTTP_PROXY: "http://plain.example" }, "http://plain.example"],
    ["https://127.0.0.1:8080/x", env, undefined],
    ["https://data.bls.gov/x", { HTTPS_PROXY: "" }, undefined],
  ])("%s with %o is %s", (address, variables, proxy) => {
    expect(proxyFor(new URL(address), variables)).toBe(proxy);
  });
});

describe("a mirror", () => {
  it("takes the place of scheme and host; path and query stay", () => {
    const address = "https://api.census.gov/data/2023/acs/acs5?get=group(B01001)&for=county:*&in=state:39";
    const path = "/data/2023/acs/acs5?get=group(B01001)&for=county:*&in=state:39";
    expect(mirrored(address, new URL("http://127.0.0.1:8080")).href).toBe(`http://127.0.0.1:8080${path}`);
    expect(mirrored(address, new URL("https://mirror.example/census/")).href).toBe(
      `https://mirror.example/census${path}`,
    );
    expect(mirrored(address, undefined).href).toBe(address);
  });
});

it("shows a stranger's text without what a terminal would act on", () => {
  expect(plain("Access\u001b[31m denied\r\n\u202Etxt")).toBe("Access [31m denied txt");
  expect(plain("x".repeat(500), 10)).toBe(`${"x".repeat(10)}…`);
});
