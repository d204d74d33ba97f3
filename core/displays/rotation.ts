import type { AlarmItem } from '../../domain/view/alarm-item.ts'
import type { PanelName } from '../../domain/view/display-item.ts'

/** Which panel holds an alarm: where a person who looks at it finds what it is about. */
const HOLDS: Readonly<Partial<Record<PanelName, (alarm: AlarmItem) => boolean>>> = {
  alarms: () => true,
  map: ({ position }) => position !== undefined,
  board: ({ caseId }) => caseId !== undefined,
  duty: ({ dutyPointId }) => dutyPointId !== undefined,
  coverage: ({ dutyPointId }) => dutyPointId !== undefined,
  'event-posts': ({ dutyPointId }) => dutyPointId !== undefined,
  'event-incidents': ({ caseId, position }) => caseId !== undefined && position !== undefined,
  'health-link': ({ kind }) => kind === 'link-lost' || kind === 'feeds-down',
}

/** High, and either active or not yet taken by anybody. */
export function isPressing({ priority, state }: AlarmItem): boolean {
  return priority === 'high' && state !== 'shelved'
}

export function holdsAny(panels: readonly PanelName[], alarms: readonly AlarmItem[]): boolean {
  return panels.some((panel) => alarms.some((alarm) => HOLDS[panel]?.(alarm) ?? false))
}

/** The scene after this one; the first when this one is not in the rotation. */
export function sceneAfter<T>(scenes: readonly T[], scene: T): T | undefined {
  return scenes[(scenes.indexOf(scene) + 1) % scenes.length]
}
