import { useI18n } from 'vue-i18n'
import { ENGLISH_PROBLEMS, problemText, type FileProblem } from '../../domain/view/file-problem.ts'
import { problemWords } from '../i18n/zh/problems.ts'

/** Says what is wrong with a file in the language of the view. */
export function useProblems(): (problem: FileProblem) => string {
  const { locale } = useI18n()
  return (problem) => problemText(problem, locale.value === 'en' ? ENGLISH_PROBLEMS : problemWords)
}
