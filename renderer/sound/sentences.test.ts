import { expect, test } from 'vitest'
import { createLanguage } from '../i18n/index.ts'
import type { AlarmItem } from '../../domain/view/alarm-item.ts'
import { alarmSentence, type Translate } from './sentences.ts'

const breach: AlarmItem = {
  id: 'a',
  kind: 'arrive-breach',
  priority: 'high',
  state: 'unacknowledged',
  subject: '占道经营',
  place: '辽河路218号2组辖区',
  raisedMs: 0,
  announcedMs: 0,
  timeToRespondMs: 120_000,
  presumed: false,
  firstOut: false,
  timesInMinute: 1,
}

function words(locale: 'zh-CN' | 'en'): Translate {
  const { global } = createLanguage({ getItem: () => (locale === 'en' ? 'en' : null) })
  return (key, named = {}) => global.t(key, named)
}

test('an alarm is said with what to do, its numbers spelt out', () => {
  expect(alarmSentence(breach, 'zh', words('zh-CN'))).toBe(
    '高优先级报警。到达超时。占道经营，辽河路二百一十八号二组辖区。加派第二组，电话催前组。',
  )
  expect(
    alarmSentence({ ...breach, subject: 'Street trade', place: '218 Liaohe Road' }, 'en', words('en')),
  ).toBe('High priority. Arrival overdue. Street trade, 218 Liaohe Road. Send a second unit, call the first.')
})
