import type { DisplayItem } from '../../../domain/view/display-item.ts'

export type ControlState = 'free' | 'mine' | 'theirs'

/** Two seats at once do not fight: who holds a display is shown, until when, and to whom. */
export function controlOf(
  { control }: Pick<DisplayItem, 'control'>,
  viewId: string,
  nowMs: number | undefined,
): ControlState {
  if (control === undefined || (nowMs !== undefined && control.untilMs <= nowMs)) return 'free'
  return control.viewId === viewId ? 'mine' : 'theirs'
}
