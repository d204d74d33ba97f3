import type {
  Arrangement,
  DisplayItem,
  LayoutItem,
  PanelName,
  SceneName,
} from '../../domain/view/display-item.ts'
import { arrangementFor, besideGuests, panelsIn, withGuests, type RoomRem } from './arrangement.ts'
import { plainArrangements } from './plain-scenes.ts'

export interface ArrangedScene {
  readonly arrangement: Arrangement
  readonly panels: readonly PanelName[]
  /** Without those that the scene shows anyway. */
  readonly guests: DisplayItem['guests']
}

/** What a window of this size shows of a scene, guests included; the same for the window itself and for its schematic. */
export function arrangedScene(
  scene: SceneName,
  layout: LayoutItem | undefined,
  guests: DisplayItem['guests'],
  room: RoomRem,
): ArrangedScene | undefined {
  const alone = chosen(scene, layout, room)
  if (alone === undefined) return undefined
  const invited = guests.filter(({ panel }) => !panelsIn(alone).includes(panel))
  if (invited.length === 0) return { arrangement: alone, panels: panelsIn(alone), guests: [] }
  const beside = chosen(scene, layout, besideGuests(room, invited.length)) ?? alone
  // With less room the scene may lose a panel that is a guest here: it is shown as one then.
  const panels = panelsIn(beside)
  return {
    arrangement: withGuests(beside, room, invited.length),
    panels,
    guests: guests.filter(({ panel }) => !panels.includes(panel)),
  }
}

function chosen(scene: SceneName, layout: LayoutItem | undefined, room: RoomRem): Arrangement | undefined {
  const layouts = layout?.scenes.find(({ name }) => name === scene)?.arrangements ?? []
  return arrangementFor(layouts, room) ?? arrangementFor(plainArrangements(scene, room), room)
}
