/** Text as it is compared: lower case, ё as е, punctuation and double spaces gone. Fills `streets.search`. */
export const normalised = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»"'.,;()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * A house number by which «5/2», «5 к 2», «5 корп. 2» and «5к2» are the same, and «5а», «5-А», «5 литера А».
 * The triggers of `houses` make the same of it (house_key).
 */
export const houseKey = (number: string): string =>
  normalised(number)
    .replace(/^(дом|д)(?=[\s\d])/, '')
    .replace(/\s*(корпус|корп|к)\s*(?=\d)/, '/')
    .replace(/\s*(строение|стр|с)\s*(?=\d)/, 'с')
    .replace(/(\d)[\s-]*(?:литера|литер|лит|буква|корпус|корп|к)?[\s-]*([а-я])$/, '$1$2')
    .replace(/\s+/g, '')
