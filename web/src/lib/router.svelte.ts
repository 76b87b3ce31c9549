// Where the page is: the path names the screen, the query string holds its filters.
import type { Component } from "svelte";

export type Query = Record<string, string>;
export type Params = Record<string, string>;
export type ScreenProps = { params: Params; query: Query };
type Loaded = { default: Component<ScreenProps> };
type Route = { path: string; title: string; load: () => Promise<Loaded> };

export const routes: Route[] = [
  { path: "/", title: "Overview", load: () => import("../screens/overview/Screen.svelte") },
  { path: "/review", title: "Review", load: () => import("../screens/review/Screen.svelte") },
  { path: "/incidents", title: "Incidents", load: () => import("../screens/incidents/Screen.svelte") },
  { path: "/incidents/:key", title: "Incident", load: () => import("../screens/incident/Screen.svelte") },
  { path: "/claims", title: "Claims", load: () => import("../screens/claims/Screen.svelte") },
  { path: "/events", title: "Events", load: () => import("../screens/events/Screen.svelte") },
  { path: "/actors", title: "Actors", load: () => import("../screens/actors/Screen.svelte") },
  { path: "/reports", title: "Reports", load: () => import("../screens/reports/Screen.svelte") },
  { path: "/reports/:key", title: "Report", load: () => import("../screens/report/Screen.svelte") },
  { path: "/people", title: "Two people", load: () => import("../screens/people/Screen.svelte") },
  { path: "/log", title: "Log", load: () => import("../screens/log/Screen.svelte") },
];

export type Match = { route: Route; params: Params };

/** The route of a path, and what its variable parts stand for; null where there is none. */
export function match(path: string): Match | null {
  const parts = path.split("/").filter(Boolean);
  for (const route of routes) {
    const wanted = route.path.split("/").filter(Boolean);
    if (wanted.length !== parts.length) continue;
    const params: Params = {};
    const fits = wanted.every((want, at) => {
      const part = parts[at] ?? "";
      if (!want.startsWith(":")) return want === part;
      params[want.slice(1)] = decodeURIComponent(part);
      return true;
    });
    if (fits) return { route, params };
  }
  return null;
}

/** A path with its filters; empty ones are left out. */
export function href(path: string, query: Record<string, string | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

class Place {
  path = $state(location.pathname);
  search = $state(location.search);
  query: Query = $derived(Object.fromEntries(new URLSearchParams(this.search)));
  match: Match | null = $derived(match(this.path));

  constructor() {
    addEventListener("popstate", () => this.#look());
  }

  /** Goes to an address of this page; `replace` leaves no step back. */
  go(address: string, { replace = false } = {}): void {
    if (address === location.pathname + location.search) return;
    history[replace ? "replaceState" : "pushState"](null, "", address);
    this.#look();
  }

  /** Changes some filters of the screen that is shown; null or an empty text takes one away. */
  filter(changes: Record<string, string | null>, { replace = false } = {}): void {
    this.go(href(this.path, { ...this.query, ...changes }), { replace });
  }

  #look(): void {
    this.path = location.pathname;
    this.search = location.search;
  }
}

export const place = new Place();

/** Takes clicks on links of this page, so that it is not loaded anew. */
export function onLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname.startsWith("/api/") || (link.hash && link.pathname === location.pathname)) return;
  event.preventDefault();
  place.go(link.pathname + link.search);
}
