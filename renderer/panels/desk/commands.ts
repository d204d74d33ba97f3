import type { MapCamera, SceneName } from '../../../domain/view/display-item.ts'
import type { Position } from '../../../domain/model/position.ts'
import type { Replica } from '../../../domain/view/delta.ts'
import type { Request } from '../../../domain/view/request.ts'
import { matchOf } from './name-match.ts'

/** What a line of the command bar does when it is chosen. */
export type Deed =
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'case'; readonly caseId: string }
  | { readonly kind: 'target'; readonly displayId: string }
  | { readonly kind: 'show'; readonly position: Position }

export type CommandGroup = 'case' | 'unit' | 'dutyPoint' | 'place' | 'scene' | 'display' | 'preset' | 'act'

export interface Command {
  readonly id: string
  readonly group: CommandGroup
  readonly name: string
  readonly about?: string
  readonly deed: Deed
}

/** Words of the language in use; both are found by what is typed. */
export interface CommandWords {
  readonly scenes: readonly { readonly scene: SceneName; readonly name: string }[]
  readonly acknowledgeAll: string
  readonly visitors: string
  readonly take: string
  readonly release: string
  readonly autoCamera: string
}

/** How wide the map looks at one place. */
const PLACE_WIDTH_M = 3_000

export function cameraAt({ lat, lon }: Position, widthM: number = PLACE_WIDTH_M): MapCamera {
  return { lat, lon, widthM }
}

/** Everything that can be said to the wall now, for the display that is the target. */
export function commandsOf(
  replica: Replica,
  targetId: string | undefined,
  words: CommandWords,
  visitors: boolean,
): readonly Command[] {
  return [
    ...targetCommands(targetId, words),
    ...actCommands(replica, words, visitors),
    ...[...replica.display.values()].map(({ id, name }): Command => {
      return { id: `display/${id}`, group: 'display', name, deed: { kind: 'target', displayId: id } }
    }),
    ...(replica.layout.values().next().value?.presets ?? []).map(({ name }): Command => {
      const request: Request = { kind: 'display-preset', preset: name }
      return { id: `preset/${name}`, group: 'preset', name, deed: { kind: 'request', request } }
    }),
    ...caseCommands(replica),
    ...placeCommands(replica),
  ]
}

function targetCommands(displayId: string | undefined, words: CommandWords): readonly Command[] {
  if (displayId === undefined) return []
  const scenes = words.scenes.map(({ scene, name }) =>
    asked(`scene/${scene}`, 'scene', name, { kind: 'display-scene', displayId, scene }),
  )
  return [
    ...scenes,
    asked('take', 'act', words.take, { kind: 'display-control', displayId, take: true }),
    asked('release', 'act', words.release, { kind: 'display-control', displayId, take: false }),
    asked('camera', 'act', words.autoCamera, { kind: 'display-camera', displayId }),
  ]
}

function actCommands(replica: Replica, words: CommandWords, visitors: boolean): readonly Command[] {
  const alarmIds = [...replica.alarm.values()]
    .filter(({ acknowledged }) => acknowledged === undefined)
    .map(({ id }) => id)
  const acknowledge = asked('acknowledge', 'act', words.acknowledgeAll, {
    kind: 'alarm-acknowledge',
    alarmIds,
  })
  return [
    ...(alarmIds.length === 0 ? [] : [acknowledge]),
    asked('visitors', 'act', words.visitors, { kind: 'visitor-mode', on: !visitors }),
  ]
}

function asked(id: string, group: CommandGroup, name: string, request: Request): Command {
  return { id, group, name, deed: { kind: 'request', request } }
}

function caseCommands(replica: Replica): readonly Command[] {
  const commands: Command[] = []
  for (const { id, title, address, ended } of replica.case.values()) {
    if (ended) continue
    commands.push({
      id: `case/${id}`,
      group: 'case',
      name: title,
      about: address,
      deed: { kind: 'case', caseId: id },
    })
  }
  return commands
}

/** A unit on a case leads to its case; whatever else has a place, to that place on the map. */
function placeCommands(replica: Replica): readonly Command[] {
  const commands: Command[] = []
  for (const { id, name, caseId, position } of replica.unit.values()) {
    const deed = caseId === undefined ? shown(position) : ({ kind: 'case', caseId } as const)
    if (deed !== undefined) commands.push({ id: `unit/${id}`, group: 'unit', name, deed })
  }
  for (const { id, name, position } of replica.dutyPoint.values()) {
    const deed = shown(position)
    if (deed !== undefined) commands.push({ id: `post/${id}`, group: 'dutyPoint', name, deed })
  }
  for (const { id, name, center } of replica.grid.values()) {
    const deed = shown(center)
    if (deed !== undefined) commands.push({ id: `place/${id}`, group: 'place', name, deed })
  }
  return commands
}

function shown(position: Position | undefined): Deed | undefined {
  return position === undefined ? undefined : { kind: 'show', position }
}

/** The best matches: those that begin with what was typed, then the shorter names, in the order given. */
export function found(commands: readonly Command[], query: string, limit: number): readonly Command[] {
  const matches: { readonly command: Command; readonly rank: number }[] = []
  for (const command of commands) {
    const start = matchOf(command.name, query)
    const about =
      start === undefined && command.about !== undefined ? matchOf(command.about, query) : undefined
    const at = start ?? (about === undefined ? undefined : about + ABOUT_RANK)
    if (at !== undefined) matches.push({ command, rank: at * RANK_PER_SIGN + command.name.length })
  }
  return matches
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ command }) => command)
}

/** A match in the address comes after every match in a title. */
const ABOUT_RANK = 100
const RANK_PER_SIGN = 1_000
