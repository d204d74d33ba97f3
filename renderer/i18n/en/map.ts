import type { mapWords as zh } from '../zh/map.ts'

export const mapWords: typeof zh = {
  title: 'Situation map',
}
