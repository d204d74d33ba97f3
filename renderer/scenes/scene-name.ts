import { SCENE_NAMES, type SceneName } from '../../domain/view/display-item.ts'

/**
 * The scene that the address asks for, whatever the display is to show: `?safe=1` for a page that kept failing,
 * `?scene=NAME` for looking and for tests.
 */
export function sceneOfAddress(search: string): SceneName | undefined {
  const params = new URLSearchParams(search)
  if (params.get('safe') === '1') return 'safe'
  const name = params.get('scene')
  return SCENE_NAMES.find((known) => known === name)
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
