import type { eventWords as zh } from '../zh/event.ts'

export const eventWords: typeof zh = {
  title: 'Event deployment',
}
