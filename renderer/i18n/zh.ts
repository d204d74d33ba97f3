import { alarmWords } from './zh/alarms.ts'
import { deskWords } from './zh/desk.ts'
import { displayWords } from './zh/displays.ts'
import { dutyWords } from './zh/duty.ts'
import { eventWords } from './zh/event.ts'
import { figureWords } from './zh/figures.ts'
import { mapWords } from './zh/map.ts'
import { sentenceWords } from './zh/sentences.ts'
import { wall } from './zh/wall.ts'

export const zh = {
  ...wall,
  alarms: alarmWords,
  desk: deskWords,
  displays: displayWords,
  dutyScene: dutyWords,
  event: eventWords,
  figures: figureWords,
  mapScene: mapWords,
  sentence: sentenceWords,
}
