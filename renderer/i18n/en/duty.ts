import type { dutyWords as zh } from '../zh/duty.ts'

export const dutyWords: typeof zh = {
  title: 'Duty',
}
