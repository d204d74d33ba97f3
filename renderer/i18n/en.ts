import { alarmWords } from './en/alarms.ts'
import { deskWords } from './en/desk.ts'
import { displayWords } from './en/displays.ts'
import { dutyWords } from './en/duty.ts'
import { eventWords } from './en/event.ts'
import { figureWords } from './en/figures.ts'
import { mapWords } from './en/map.ts'
import { sentenceWords } from './en/sentences.ts'
import { wall } from './en/wall.ts'

export const en = {
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
