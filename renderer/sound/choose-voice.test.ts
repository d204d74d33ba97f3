import { expect, test } from 'vitest'
import { chooseVoice } from './choose-voice.ts'

const voice = (lang: string, name: string, localService = true) => ({ lang, name, localService })

/** As Chromium lists them: a few of the 13,362 of Debian with espeak-ng, and those of two other platforms. */
const DEBIAN = [
  voice('af', 'Afrikaans espeak-ng'),
  voice('yue', 'Chinese (Cantonese) espeak-ng'),
  voice('cmn', 'Chinese (Mandarin, latin as English) espeak-ng'),
  voice('cmn', 'Chinese (Mandarin, latin as English)+Adam espeak-ng'),
  voice('en-029', 'English (Caribbean) espeak-ng'),
  voice('en-gb', 'English (Great Britain) espeak-ng'),
  voice('hak', 'Hakka Chinese espeak-ng'),
]
const WINDOWS = [
  voice('zh-HK', 'Microsoft Tracy'),
  voice('zh-TW', 'Microsoft Yating'),
  voice('zh-CN', 'Microsoft Huihui'),
  voice('zh-CN', 'Microsoft Kangkang'),
  voice('en-US', 'Microsoft Zira'),
]
const OF_THE_NETWORK = [voice('zh-CN', 'Google 普通话', false), voice('en-US', 'Google US English', false)]

test.each([
  ['Debian', DEBIAN, 'Chinese (Mandarin, latin as English) espeak-ng', 'English (Great Britain) espeak-ng'],
  ['Windows', WINDOWS, 'Microsoft Huihui', 'Microsoft Zira'],
  ['the network', OF_THE_NETWORK, undefined, undefined],
  ['a phone', [voice('zh_CN_#Hans', 'Mandarin'), voice('en_GB', 'British')], 'Mandarin', 'British'],
  [
    'Taiwan',
    [voice('zh-HK', 'Cantonese'), voice('zh-TW', 'Taiwanese Mandarin')],
    'Taiwanese Mandarin',
    undefined,
  ],
  ['Hong Kong', [voice('zh-HK', 'Cantonese'), voice('en-HK', 'English')], undefined, 'English'],
  ['nobody', [], undefined, undefined],
])('of %s: a local voice for Mandarin, no other Chinese, and one for English', (_, voices, zh, en) => {
  expect(chooseVoice(voices, 'zh')?.name).toBe(zh)
  expect(chooseVoice(voices, 'en')?.name).toBe(en)
})
