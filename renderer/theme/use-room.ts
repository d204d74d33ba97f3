import { inject, type InjectionKey, type Ref } from 'vue'
import type { RoomRem } from '../scenes/arrangement.ts'

export const ROOM: InjectionKey<Readonly<Ref<RoomRem>>> = Symbol('room')

/** The window in rem; changes with its size and with what its display is said to be. */
export function useRoom(): Readonly<Ref<RoomRem>> {
  const room = inject(ROOM)
  if (room === undefined) throw new Error('A scene must stand inside a component that called useLegibility.')
  return room
}
