import type { Texts } from './texts.ru.ts'

export const texts: Texts = {
  wrapUp: {
    title: 'What the talk came to',
    task: 'Task',
    advice: 'Advice',
    status: 'Asked about a task',
    complaint: 'Complaint',
    notOurs: 'Not our house',
    wrongNumber: 'Wrong number',
    badLine: 'Bad line',
    abuse: 'Abuse, threats',
  },
}
