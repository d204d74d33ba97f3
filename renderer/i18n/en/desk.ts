import type { deskWords as zh } from '../zh/desk.ts'

export const deskWords: typeof zh = {
  title: 'Desk',
}
