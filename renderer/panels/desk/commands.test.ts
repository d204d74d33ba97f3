import { expect, test } from 'vitest'
import { emptyReplica } from '../../../domain/view/delta.ts'
import { sampleCase, SAMPLE_NOW_MS } from '../../testing/sample-world.ts'
import { commandsOf, found, type CommandWords } from './commands.ts'

const WORDS: CommandWords = {
  scenes: [
    { scene: 'overview', name: '总览' },
    { scene: 'duty', name: '勤务排班' },
  ],
  acknowledgeAll: '确认全部告警',
  visitors: '参观模式',
  take: '取得控制',
  release: '释放控制',
  autoCamera: '地图自动',
}

function replica() {
  const made = emptyReplica()
  const item = sampleCase(0, SAMPLE_NOW_MS)
  made.case.set(item.id, item)
  made.case.set('done', { ...item, id: 'done', ended: true })
  const counts = { officerCount: 2, auxiliaryCount: 0 }
  made.unit.set('u1', { id: 'u1', name: '沙北1组', caseId: item.id, ...counts })
  made.unit.set('u2', { id: 'u2', name: '沙北2组', position: { lat: 33.5, lon: 114 }, ...counts })
  made.unit.set('u3', { id: 'u3', name: '沙北3组', ...counts })
  return made
}

test('scenes go to the target, and without one there are none', () => {
  expect(commandsOf(replica(), undefined, WORDS, false).some(({ group }) => group === 'scene')).toBe(false)
  const [first] = found(commandsOf(replica(), 'east', WORDS, false), 'qw', 5)
  expect(first?.deed).toEqual({
    kind: 'request',
    request: { kind: 'display-scene', displayId: 'east', scene: 'duty' },
  })
})

test('a unit on a case leads to the case, one with a place to the place, one with neither is not offered', () => {
  const units = found(commandsOf(replica(), undefined, WORDS, false), 'sb', 9)
  expect(units.map(({ id, deed }) => [id, deed.kind])).toEqual([
    ['unit/u1', 'case'],
    ['unit/u2', 'show'],
  ])
})

test('cases are found by title and by address, and those that have ended are not', () => {
  const commands = commandsOf(replica(), undefined, WORDS, false)
  expect(found(commands, 'jdc', 9).map(({ id }) => id)).toEqual(['case/case-0'])
  expect(found(commands, 'hhl', 9).map(({ id }) => id)).toEqual(['case/case-0'])
})

test('there is nothing to acknowledge without an alarm, and visitors are let out again', () => {
  const commands = commandsOf(replica(), undefined, WORDS, true)
  expect(commands.some(({ id }) => id === 'acknowledge')).toBe(false)
  expect(found(commands, 'cgms', 1)[0]?.deed).toEqual({
    kind: 'request',
    request: { kind: 'visitor-mode', on: false },
  })
})
