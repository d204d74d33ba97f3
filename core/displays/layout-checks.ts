import {
  PANEL_NAMES,
  type Arrangement,
  type PanelName,
  type SceneName,
} from '../../domain/view/display-item.ts'
import { splitTracks, type DisplayText, type LayoutText, type SceneText } from './layout-schema.ts'

const HEAD = 'head'
const EMPTY = '.'
const AREAS: ReadonlySet<string> = new Set([...PANEL_NAMES, HEAD, EMPTY])

/** What belongs together in a layout: a sentence per mistake, with its place and what to do. */
export function checkLayout(text: LayoutText, sceneNames: ReadonlySet<SceneName>): readonly string[] {
  const ids = text.displays.map((display) => display.id)
  return [
    ...repeated(ids).map(
      (id) => `displays: two displays have the id "${id}"; give each display an id of its own.`,
    ),
    ...text.displays.flatMap((display) => checkDisplay(display, new Set(ids), sceneNames)),
    ...checkSounds(text.displays),
    ...repeated(text.presets.map((preset) => preset.name)).map(
      (name) => `presets: two presets have the name "${name}"; a seat calls them by it.`,
    ),
    ...text.presets.flatMap((preset) => checkPreset(preset, new Set(ids), sceneNames)),
    ...Object.entries(text.scenes).flatMap(([name, scene]) => checkScene(name, scene)),
  ]
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

function checkDisplay(
  { id, scene, rotation, takeover, screen }: DisplayText,
  ids: ReadonlySet<string>,
  sceneNames: ReadonlySet<SceneName>,
): readonly string[] {
  const at = `displays, "${id}"`
  const problems: string[] = []
  for (const name of new Set([scene, ...(rotation?.scenes ?? [])])) {
    if (!sceneNames.has(name))
      problems.push(`${at}: the scene "${name}" is not described under scenes; add it.`)
  }
  if (rotation !== undefined && new Set(rotation.scenes).size < 2) {
    problems.push(
      `${at}: a rotation needs at least two different scenes; add one, or leave the rotation out.`,
    )
  }
  if (rotation !== undefined && !rotation.scenes.includes(scene)) {
    problems.push(
      `${at}: its scene "${scene}" is not in its rotation; put it in, the rotation begins with it.`,
    )
  }
  for (const other of takeover) {
    if (other === id) problems.push(`${at}: it cannot take over from itself; take it out of takeover.`)
    else if (!ids.has(other))
      problems.push(`${at}: takeover names "${other}", which is no display of this file.`)
  }
  if (screen !== undefined) problems.push(...checkScreen(at, screen))
  return problems
}

function checkScreen(at: string, screen: NonNullable<DisplayText['screen']>): readonly string[] {
  const { x, y, widthPx, heightPx } = screen
  const problems: string[] = []
  if (Object.keys(screen).length === 0) {
    problems.push(`${at}: screen says nothing; give a label, an output, or x, y, widthPx and heightPx.`)
  }
  if ((x === undefined) !== (y === undefined)) problems.push(`${at}: screen has one of x and y; give both.`)
  if ((widthPx === undefined) !== (heightPx === undefined)) {
    problems.push(`${at}: screen has one of widthPx and heightPx; give both.`)
  }
  return problems
}

function checkSounds(displays: readonly DisplayText[]): readonly string[] {
  const loud = displays.filter((display) => display.sounds)
  if (loud.length === 1) return []
  if (loud.length === 0)
    return ['displays: none has "sounds": true; the machine of one display makes the sounds.']
  const names = loud.map((display) => `"${display.id}"`).join(' and ')
  return [`displays: ${names} have "sounds": true; only one may, or every alarm is heard several times.`]
}

function checkPreset(
  { name, scenes }: LayoutText['presets'][number],
  ids: ReadonlySet<string>,
  sceneNames: ReadonlySet<SceneName>,
): readonly string[] {
  const at = `presets, "${name}"`
  const problems = Object.entries(scenes).flatMap(([id, scene]) => [
    ...(ids.has(id) ? [] : [`${at}: "${id}" is no display of this file; use one of ${[...ids].join(', ')}.`]),
    ...(sceneNames.has(scene) ? [] : [`${at}: the scene "${scene}" is not described under scenes; add it.`]),
  ])
  return Object.keys(scenes).length === 0 ? [`${at}: it names no display; name at least one.`] : problems
}

function checkScene(name: string, { critical, arrangements }: SceneText): readonly string[] {
  const at = `scenes, "${name}"`
  const least = Math.min(...arrangements.map((one) => one.minAspect))
  const aspects = arrangements.map((one) => String(one.minAspect))
  return [
    ...(least === 0
      ? []
      : [`${at}: no arrangement has the minAspect 0; narrower screens would have none. Add one.`]),
    ...repeated(aspects).map((aspect) => `${at}: two arrangements have the minAspect ${aspect}; keep one.`),
    ...arrangements.flatMap((one) => checkArrangement(`${at}, minAspect ${one.minAspect}`, one, critical)),
  ]
}

function checkArrangement(
  at: string,
  arrangement: Arrangement,
  critical: readonly PanelName[],
): readonly string[] {
  const rows = arrangement.areas.map((row) => row.trim().split(/\s+/))
  const width = rows[0]?.length ?? 0
  const ragged = rows.findIndex((row) => row.length !== width)
  if (ragged !== -1) {
    const count = rows[ragged]?.length ?? 0
    return [`${at}: row ${ragged + 1} of areas has ${count} columns and row 1 has ${width}; make them equal.`]
  }
  const names = [...new Set(rows.flat())]
  return [
    ...checkTracks(at, 'columns', arrangement.columns, width),
    ...checkTracks(at, 'rows', arrangement.rows, rows.length),
    ...names
      .filter((name) => !AREAS.has(name))
      .map((name) => `${at}: the area "${name}" is no panel; use a panel's name, "${HEAD}" or "${EMPTY}".`),
    ...names
      .filter((name) => name !== EMPTY && !isRectangle(rows, name))
      .map((name) => `${at}: the area "${name}" is not one rectangle; put its cells together.`),
    ...(names.includes(HEAD)
      ? []
      : [`${at}: "${HEAD}" is missing; it says how old everything is. Add a row of it.`]),
    ...critical
      .filter((panel) => !names.includes(panel))
      .map(
        (panel) =>
          `${at}: the critical panel "${panel}" has no area; give it one, or take it out of critical.`,
      ),
  ]
}

function checkTracks(at: string, what: string, tracks: string, count: number): readonly string[] {
  const given = splitTracks(tracks).length
  return given === count ? [] : [`${at}: ${what} has ${given} sizes and areas has ${count}; make them equal.`]
}

function isRectangle(rows: readonly (readonly string[])[], name: string): boolean {
  const cells = rows.flatMap((row, y) => row.flatMap((cell, x) => (cell === name ? [{ x, y }] : [])))
  const xs = cells.map((cell) => cell.x)
  const ys = cells.map((cell) => cell.y)
  const width = Math.max(...xs) - Math.min(...xs) + 1
  const height = Math.max(...ys) - Math.min(...ys) + 1
  return cells.length === width * height
}
