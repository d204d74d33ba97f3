const KEY = 'fiveten-token'

/** The parts of the page that a token passes through; a test brings its own. */
export interface TokenPlace {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
  readonly storage: { getItem(key: string): string | null; setItem(key: string, value: string): void }
}

/** Takes the token out of `#token=…`, keeps it for this tab and removes it from the address bar. */
export function takeToken(place: TokenPlace): string | undefined {
  const given = new URLSearchParams(place.location.hash.slice(1)).get('token')
  if (given === null || given === '') return place.storage.getItem(KEY) ?? undefined
  place.storage.setItem(KEY, given)
  place.history.replaceState(undefined, '', place.location.pathname + place.location.search)
  return given
}
