import type { displayWords as zh } from '../zh/displays.ts'

export const displayWords: typeof zh = {
  title: 'Displays',
}
