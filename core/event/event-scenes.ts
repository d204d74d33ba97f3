import { SCENE_NAMES, type SceneName } from '../../domain/view/display-item.ts'

/** Stands for every display that a pack does not name. */
export const ANY_DISPLAY = '*'

/** Which of these displays shows what, by what a pack says. */
export function scenesOf(
  wanted: Readonly<Record<string, string>>,
  displayIds: Iterable<string>,
): Readonly<Record<string, SceneName>> {
  const scenes = [...displayIds].flatMap((id) => {
    const scene = SCENE_NAMES.find((name) => name === (wanted[id] ?? wanted[ANY_DISPLAY]))
    return scene === undefined ? [] : [[id, scene] as const]
  })
  return Object.fromEntries(scenes)
}
