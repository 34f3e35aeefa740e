import type { Dispatcher } from "undici";
import { InputError } from "../core/errors.js";

/** How long is waited, and how often tried again. Milliseconds. */
export interface Patience {
  readonly connect: number;
  /** From the request to the first line of the answer. */
  readonly answer: number;
  /** Between two pieces of a file. */
  readonly idle: number;
  readonly attempts: number;
  /** Before the second attempt; twice as long before each further one. */
  readonly backoff: number;
  /** A longer Retry-After is not waited for. */
  readonly longestWait: number;
  /** Between two requests to one host of a publisher. */
  readonly pause: number;
  readonly redirects: number;
}

export const PATIENCE: Patience = {
  connect: 30_000,
  answer: 60_000,
  idle: 60_000,
  attempts: 5,
  backoff: 1_000,
  longestWait: 120_000,
  pause: 1_000,
  redirects: 5,
};

/** What the network is used with; tests put in their own clock. */
export interface WebOptions {
  readonly userAgent: string;
  /** Scheme and host in place of the publishers' own. */
  readonly mirror?: URL | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly patience: Patience;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface Reply {
  readonly status: number;
  /** Lower case names; the first of several values. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** Where redirects led to. */
  readonly address: string;
  /** Ends the transfer; harmless after its end. */
  close(): void;
}

/** Opens addresses, one at a time. */
export interface Web {
  open(address: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Reply>;
  close(): Promise<void>;
}

/**
 * A careful visitor: one connection a host, a pause between requests, https only but to a mirror, redirects that stay
 * there and come to an end. Proxies are those of HTTPS_PROXY, HTTP_PROXY and NO_PROXY; the certificates those of Node,
 * to which NODE_EXTRA_CA_CERTS adds.
 */
export async function openWeb(options: WebOptions): Promise<Web> {
  const { Agent, ProxyAgent, request } = await import("undici");
  const { patience } = options;
  const limits = {
    connections: 1,
    pipelining: 1,
    connect: { timeout: patience.connect },
    headersTimeout: patience.answer,
    bodyTimeout: patience.idle,
  };
  const direct = new Agent(limits);
  const proxies = new Map<string, Dispatcher>();
  const chooseDispatcher = (url: URL): Dispatcher => {
    const proxy = proxyFor(url, options.env);
    if (proxy === undefined) return direct;
    let made = proxies.get(proxy);
    if (!made) proxies.set(proxy, (made = new ProxyAgent({ uri: proxy, ...limits })));
    return made;
  };
  const lastAsked = new Set<string>();
  const pause = async (host: string): Promise<void> => {
    // A mirror is the organisation's own.
    if (options.mirror === undefined && lastAsked.has(host)) await options.wait(patience.pause);
    lastAsked.add(host);
  };
  const ask = async (url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal) => {
    await pause(url.host);
    return request(url, {
      method: "GET",
      headers: { "user-agent": options.userAgent, ...headers },
      dispatcher: chooseDispatcher(url),
      signal,
    });
  };
  return {
    async open(address, headers, signal) {
      let url = mirrored(address, options.mirror);
      const start = url;
      for (let hops = 0; ; hops++) {
        const response = await ask(url, headers, signal);
        const flat = firstValues(response.headers);
        const close = (): void => {
          response.body.on("error", () => undefined);
          response.body.destroy();
        };
        if (!isRedirect(response.statusCode) || flat.location === undefined) {
          return { status: response.statusCode, headers: flat, body: response.body, address: url.href, close };
        }
        close();
        if (hops >= patience.redirects)
          throw badRedirect(address, `${hops + 1} redirects`, "the last to " + flat.location);
        url = redirectTarget(flat.location, { from: url, start, address, isMirror: options.mirror !== undefined });
      }
    },
    async close() {
      await Promise.all([direct, ...proxies.values()].map((one) => one.destroy()));
    },
  };
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function redirectTarget(
  location: string,
  {
    from,
    start,
    address,
    isMirror,
  }: { readonly from: URL; readonly start: URL; readonly address: string; readonly isMirror: boolean },
): URL {
  let url: URL;
  try {
    url = new URL(location, from);
  } catch {
    throw badRedirect(address, "a redirect to no address", location);
  }
  const staysAtMirror = isMirror && url.origin === start.origin;
  if (url.protocol !== "https:" && !staysAtMirror) throw badRedirect(address, "a redirect away from https", url.href);
  return url;
}

function badRedirect(address: string, message: string, found: string): InputError {
  return new InputError(`${message} in place of a file`, {
    code: "FETCH_REDIRECT",
    where: { file: address },
    found: plain(found),
    hint: "open the address in a browser; where its file has moved, put the new address into a table for --sources",
  });
}

function firstValues(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const pairs = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name.toLowerCase(), first]];
  });
  return Object.fromEntries(pairs);
}

/** The address at a mirror: its scheme and host, and its path before the publisher's own. */
export function mirrored(address: string, mirror: URL | undefined): URL {
  const url = new URL(address);
  if (!mirror) return url;
  const folder = mirror.pathname.replace(/\/+$/, "");
  return new URL(`${mirror.origin}${folder}${url.pathname}${url.search}`);
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * The proxy that an address is asked through: that of HTTPS_PROXY or HTTP_PROXY by its scheme, in capitals or not,
 * unless NO_PROXY names its host, a domain above it, or `*`. This machine itself is never asked through one.
 */
export function proxyFor(url: URL, env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (LOOPBACK.test(url.hostname)) return undefined;
  const variable = url.protocol === "https:" ? "https_proxy" : "http_proxy";
  const proxy = env[variable] ?? env[variable.toUpperCase()];
  if (proxy === undefined || proxy === "") return undefined;
  const exceptions = (env.no_proxy ?? env.NO_PROXY ?? "").split(/[\s,]+/).filter((name) => name !== "");
  const isException = exceptions.some((exception) => {
    if (exception === "*") return true;
    const [name = "", port] = exception
      .replace(/^\*?\./, "")
      .toLowerCase()
      .split(":");
    const host = url.hostname.toLowerCase();
    const isHost = host === name || host.endsWith(`.${name}`);
    return isHost && (port === undefined || port === (url.port || (url.protocol === "https:" ? "443" : "80")));
  });
  return isException ? undefined : proxy.includes("://") ? proxy : `http://${proxy}`;
}

/** Text of a stranger, without what a terminal would act on, and short. */
export function plain(text: string, length = 200): string {
  // eslint-disable-next-line no-control-regex
  const clean = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, " ").trim();
  return clean.length > length ? `${clean.slice(0, length)}…` : clean;
}
