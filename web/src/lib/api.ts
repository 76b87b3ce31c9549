// Asks the server of this page, and nobody else. The token is in a cookie that the server set.
import type { components } from "./schema";

export type Shapes = components["schemas"];
export type Shape<Name extends keyof Shapes> = Shapes[Name];
type Fault = { what: string; where: string; mend: string; review?: Shapes["Review"] | null };

/** What went wrong, where, and the mend. `status` is 0 where the server could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly fault: Fault;

  constructor(status: number, fault: Fault) {
    super(`${fault.where}: ${fault.what}; ${fault.mend}.`);
    this.status = status;
    this.fault = fault;
  }
}

export type Params = Record<string, string | number | boolean | null | undefined>;

/** The address of something under /api with its parameters; empty ones are left out. */
export function address(path: string, params: Params = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/${path}${text ? `?${text}` : ""}`;
}

export async function get<Answer>(path: string, params: Params = {}, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>(address(path, params), signal ? { signal } : {});
}

/** Sends a decision; `once` is a key by which the server knows one that was sent before. */
export async function post<Answer>(path: string, body: unknown, once?: string): Promise<Answer> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (once) headers["Idempotency-Key"] = once;
  return ask<Answer>(address(path), { method: "POST", headers, body: JSON.stringify(body) });
}

/** Sends one file as it is. */
export async function send<Answer>(path: string, file: Blob, params: Params): Promise<Answer> {
  return ask<Answer>(address(path, params), {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file,
  });
}

async function ask<Answer>(url: string, options: RequestInit): Promise<Answer> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: "same-origin", ...options });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, {
      what: "the program behind this page does not answer",
      where: "Sayso",
      mend: "see whether `sayso review` still runs, then try again",
    });
  }
  if (answer.ok) return (await answer.json()) as Answer;
  const fault = (await answer.json().catch(() => null)) as Fault | null;
  const known = fault && typeof fault.what === "string";
  throw new ApiError(
    answer.status,
    known ? fault : { what: `it answered ${answer.status}`, where: url, mend: "load the page anew" },
  );
}
