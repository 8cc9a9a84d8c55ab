import type { Danger } from '#contracts/task.ts'

/** Words as beginnings, `=` before a whole one; each group must be found, near the others and in any order. */
export interface DangerWords {
  danger: Danger
  groups: readonly (readonly string[])[]
  /** So many words may lie between the first and the last; 0 for one group. */
  within: number
  /** None of these anywhere near: «горит лампочка» is no fire. */
  except?: readonly string[]
}

const gas = ['=газ', '=газа', '=газом', '=газу', '=газе', 'газов', 'газк', '=gas']
const lift = ['лифт', 'кабин']
const people = [
  ...['=люди', '=людьми', '=людей', 'человек', 'чел', 'ребен', 'ребят', 'дет', 'женщин', 'мужчин', 'бабушк'],
  ...[
    'дедушк',
    'девочк',
    'мальчик',
    'пассажир',
    'внутри',
    'сижу',
    'сидим',
    'стою',
    'стоим',
    'нахо',
    '=мы',
    '=я',
  ],
  ...['соседк', 'сосед', 'мам', 'жен', 'муж', 'сын', 'доч', 'пенсион', 'инвалид', 'коляск'],
]

/**
 * What people say and operators type when lives are in danger (domain.md, moment 7), without ё and in any order of
 * words. Data: whoever hears another way to say it adds a line here and a phrase to the test.
 */
export const dangerWords: readonly DangerWords[] = [
  {
    danger: 'gas',
    groups: [
      [
        'пахн',
        'запах',
        'воня',
        'вон',
        'утеч',
        'утека',
        'шип',
        'травит',
        'повред',
        'пробил',
        'перебил',
        'свист',
        'тянет',
        'несет',
        'чувств',
        'чу',
      ],
      gas,
    ],
    within: 4,
    except: ['выхлоп', 'канализ'],
  },
  { danger: 'gas', groups: [['загазован', 'газит']], within: 0 },
  {
    danger: 'gas',
    groups: [['идет', 'пошел', 'выходит', 'прорвал', 'сорвал', 'поврежд', 'лопнул'], gas],
    within: 3,
  },
  { danger: 'gas', groups: [['взорв', 'взрыв', 'хлопок', 'хлопнул'], gas], within: 6 },
  { danger: 'lift', groups: [['застря', 'застрев', 'закрыл'], lift], within: 6 },
  {
    danger: 'lift',
    groups: [['встал', 'остановил', 'стоит', 'завис', 'не ид', 'упал', 'сорвал', 'не открыв'], lift, people],
    within: 8,
  },
  { danger: 'lift', groups: [['=в'], ['=лифте', '=кабине', '=лифту'], people], within: 5 },
  {
    danger: 'fire',
    groups: [['пожар', 'загоре', 'возгоран', 'полыха', 'задымл', 'пламя', 'тлеет', 'тление']],
    within: 0,
    except: ['пожарн', 'противопожарн'],
  },
  {
    danger: 'fire',
    groups: [['горит', 'горят', 'горим', 'горело']],
    within: 0,
    except: [
      ...['свет', 'ламп', 'фонар', 'освещ', 'кнопк', 'индикатор', 'экран', 'табло', 'диод', 'датчик', 'плит'],
      ...['конфорк', 'камер', 'колонк', 'котел', 'люстр', 'прожектор', 'подсвет', 'телевизор', 'светиль'],
    ],
  },
  {
    danger: 'fire',
    groups: [['дым', 'дыма', 'дымом', 'дымит', 'дымится', 'дымок']],
    within: 0,
    except: ['дымоход', 'курят', 'сигарет', 'табач', 'извещ'],
  },
  {
    danger: 'fire',
    groups: [
      ['пахн', 'запах', 'воня', 'тянет', 'несет'],
      ['гарь', 'гарью', 'гари', 'пален', 'жжен', 'горел'],
    ],
    within: 4,
  },
  { danger: 'electricity', groups: [['искр', 'коротит', 'замыкани', 'замкнул', 'электроудар']], within: 0 },
  {
    danger: 'electricity',
    groups: [
      ['бьет', 'бьют', 'ударил', 'дерг', 'долбан', 'шиб', 'щип'],
      ['ток', 'электрич'],
    ],
    within: 4,
  },
  {
    danger: 'electricity',
    groups: [
      ['оголен', 'голый', 'голые', 'свис', 'висит', 'висят', 'оборва', 'оторва', 'торч'],
      ['провод', 'кабел'],
    ],
    within: 4,
    except: ['интернет', 'телевизион', 'антен'],
  },
  {
    danger: 'electricity',
    groups: [
      ['плав', 'оплав', 'трещит', 'дымит', 'горит'],
      ['розетк', 'щит', 'автомат', 'провод', 'проводк', 'счетчик'],
    ],
    within: 4,
  },
  { danger: 'collapse', groups: [['обруш', 'обвал', 'рухн', 'провалил']], within: 0 },
  {
    danger: 'collapse',
    groups: [
      [
        'падает',
        'падают',
        'упал',
        'упадет',
        'сыпет',
        'сыпл',
        'отвал',
        'отпал',
        'летит',
        'летят',
        'отходит',
        'висит',
      ],
      [
        'кирпич',
        'плит',
        'балкон',
        'козырек',
        'козырьк',
        'фасад',
        'карниз',
        'стен',
        'потол',
        'крыш',
        'сосул',
        'лед',
        'снег',
        'наледь',
        'дерев',
        'парапет',
        'штукатур',
      ],
    ],
    within: 4,
    except: ['конфорк', 'рядом лежит'],
  },
]
