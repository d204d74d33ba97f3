import type { alarmWords as zh } from '../zh/alarms.ts'

export const alarmWords: typeof zh = {
  title: 'Alarms',
}
