import { expect, test } from 'vitest'
import { computed, createRenderer, defineComponent, type ComputedRef } from 'vue'
import { problemAt } from '../../domain/view/file-problem.ts'
import { createLanguage } from '../i18n/index.ts'
import { useProblems } from './use-problems.ts'

/** What the setup of a component gives, without a page. */
function inComponent<T>(language: ReturnType<typeof createLanguage>, setup: () => T): T {
  const given: T[] = []
  const nothing = (): object => ({})
  const { createApp } = createRenderer<object, object>({
    createComment: nothing,
    createElement: nothing,
    createText: nothing,
    insert: nothing,
    nextSibling: () => null,
    parentNode: () => null,
    patchProp: nothing,
    remove: nothing,
    setElementText: nothing,
    setText: nothing,
  })
  const component = defineComponent({
    setup() {
      given.push(setup())
      return () => null
    },
  })
  createApp(component).use(language).mount({})
  const [first] = given
  if (first === undefined) throw new Error('The component was not set up.')
  return first
}

test('a problem changes its language with the glass', () => {
  const language = createLanguage({ getItem: () => null })
  const problem = problemAt(['displays', { entry: 'led' }], 'takeover-unknown', { display: 'side' })
  const text = inComponent(language, (): ComputedRef<string> => {
    const problemOf = useProblems()
    return computed(() => problemOf(problem))
  })
  expect(text.value).toBe('displays / “led”：takeover 中的“side”不是本文件的屏幕')
  language.global.locale.value = 'en'
  expect(text.value).toBe('displays, "led": takeover names "side", which is no display of this file.')
  language.global.locale.value = 'zh-CN'
  expect(text.value).toContain('不是本文件的屏幕')
})
