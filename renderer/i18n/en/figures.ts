import type { figureWords as zh } from '../zh/figures.ts'

export const figureWords: typeof zh = {
  title: 'Indicators',
}
