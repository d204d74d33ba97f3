export type SceneName = 'overview' | 'safe'

/** `?safe=1`: a page that kept failing is opened again with nothing but what must not be missed. */
export function sceneName(search: string): SceneName {
  return new URLSearchParams(search).get('safe') === '1' ? 'safe' : 'overview'
}

/** The address of the same page without the safe scene. */
export function withoutSafe({
  pathname,
  search,
}: {
  readonly pathname: string
  readonly search: string
}): string {
  const params = new URLSearchParams(search)
  params.delete('safe')
  const rest = params.toString()
  return rest === '' ? pathname : `${pathname}?${rest}`
}
