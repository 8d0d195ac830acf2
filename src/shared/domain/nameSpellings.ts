/**
 * How one name is written in several ways (R6.5): usual short forms, letters that another alphabet writes as two, a letter missed or
 * mistyped. Each alone says little: whoever uses it asks for the same birth date too.
 */

/** The long form first. A short form may be of several. */
const SHORT_FORMS: readonly (readonly string[])[] = [
  ['abigail', 'abby'],
  ['alexander', 'alex', 'sasha', 'sandy', 'xander'],
  ['alexandra', 'alex', 'sasha', 'sandra'],
  ['alfred', 'alf', 'fred'],
  ['amelia', 'millie', 'amy'],
  ['andrew', 'andy', 'drew'],
  ['anthony', 'tony'],
  ['antonio', 'tonio', 'toni'],
  ['barbara', 'barb', 'babs'],
  ['benjamin', 'ben', 'benny', 'benji'],
  ['catherine', 'cathy', 'cat', 'kate', 'katie', 'kathy'],
  ['charles', 'charlie', 'chuck'],
  ['charlotte', 'charlie', 'lotte', 'lottie'],
  ['christine', 'chris', 'tina'],
  ['christopher', 'chris', 'kit'],
  ['daniel', 'dan', 'danny'],
  ['david', 'dave', 'davy'],
  ['deborah', 'debbie', 'deb'],
  ['dorothy', 'dot', 'dolly'],
  ['edward', 'ed', 'eddie', 'ned', 'ted', 'teddy'],
  ['eleanor', 'ellie', 'nell', 'nora'],
  ['elizabeth', 'beth', 'betty', 'eliza', 'ella', 'liz', 'lizzie', 'lisa', 'libby'],
  ['emily', 'em', 'emmy'],
  ['francesca', 'fran', 'frankie'],
  ['francis', 'frank', 'fran'],
  ['francisco', 'paco', 'pancho'],
  ['frederick', 'fred', 'freddie'],
  ['gabriel', 'gabe'],
  ['gregory', 'greg'],
  ['guillermo', 'memo'],
  ['henry', 'harry', 'hank'],
  ['isabella', 'bella', 'isa', 'izzy'],
  ['jacob', 'jake'],
  ['james', 'jim', 'jimmy', 'jamie'],
  ['jennifer', 'jen', 'jenny'],
  ['jessica', 'jess', 'jessie'],
  ['johannes', 'hannes', 'hans', 'jan'],
  ['john', 'jack', 'johnny'],
  ['jonathan', 'jon', 'jonny'],
  ['jose', 'pepe'],
  ['joseph', 'joe', 'joey'],
  ['joshua', 'josh'],
  ['judith', 'judy'],
  ['katherine', 'kate', 'kathy', 'katie', 'kat'],
  ['kenneth', 'ken', 'kenny'],
  ['lawrence', 'larry'],
  ['leonard', 'leo', 'len', 'lenny'],
  ['louise', 'lou'],
  ['magdalena', 'lena', 'magda'],
  ['manuel', 'manolo', 'manu'],
  ['margaret', 'greta', 'maggie', 'meg', 'peggy', 'rita'],
  ['martha', 'marty', 'patsy'],
  ['matthew', 'matt'],
  ['maximilian', 'max'],
  ['michael', 'mike', 'mick', 'micky'],
  ['mohammed', 'mo', 'mohamed', 'muhammad', 'mohammad'],
  ['nathaniel', 'nat', 'nate', 'nathan'],
  ['nicholas', 'nick', 'nicky', 'klaus'],
  ['nicole', 'nicky', 'nic'],
  ['olivia', 'liv', 'livvy'],
  ['oliver', 'ollie'],
  ['pamela', 'pam'],
  ['patricia', 'pat', 'patty', 'tricia', 'trish'],
  ['patrick', 'paddy', 'pat'],
  ['peter', 'pete'],
  ['philip', 'phil', 'pip'],
  ['rebecca', 'becca', 'becky'],
  ['richard', 'dick', 'rich', 'rick', 'ricky'],
  ['robert', 'bob', 'bobby', 'rob', 'robbie', 'bert'],
  ['ronald', 'ron', 'ronnie'],
  ['rosemary', 'rose', 'rosie'],
  ['samantha', 'sam'],
  ['samuel', 'sam', 'sammy'],
  ['sebastian', 'seb', 'bastian'],
  ['stephanie', 'steph'],
  ['stephen', 'steve', 'steven'],
  ['susan', 'sue', 'susie', 'suzie'],
  ['theodore', 'ted', 'teddy', 'theo'],
  ['theresa', 'terry', 'tess', 'tessa'],
  ['thomas', 'tom', 'tommy'],
  ['timothy', 'tim'],
  ['valentina', 'vale', 'tina'],
  ['victoria', 'vicky', 'tori'],
  ['vincent', 'vince', 'vinnie'],
  ['william', 'bill', 'billy', 'liam', 'will', 'willy'],
  ['zachary', 'zac', 'zach', 'zak'],
]

/** Letters that no accent makes of another, each as it is written without it. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'oe',
  æ: 'ae',
  œ: 'oe',
  å: 'aa',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** Two letters that stand for one with an accent. */
const DIGRAPHS = /([aou])e|aa/gu

/** The shortest word in which one letter more or less is no other name: Mia and Ria are two people. */
const SHORTEST_MISTYPED = 5

/** Whether two words may be one name; both folded, as `nameWords` gives them. */
export function isSpellingOf(one: string, other: string): boolean {
  if (one === other || latin(one) === latin(other)) return true
  if (SHORT_FORMS.some((group) => group.includes(one) && group.includes(other))) return true
  return Math.min(one.length, other.length) >= SHORTEST_MISTYPED && isOneLetterApart(latin(one), latin(other))
}

/** Müller, Mueller and Muller alike. */
function latin(word: string): string {
  const plain = word.replace(/[ßøæœåłđðþı]/gu, (letter) => LETTERS[letter] ?? letter)
  return plain.replace(DIGRAPHS, (pair) => pair.charAt(0))
}

/** One letter more, less or another, or two neighbours the other way round. */
export function isOneLetterApart(one: string, other: string): boolean {
  const [short, long] = [Array.from(one), Array.from(other)].sort((a, b) => a.length - b.length)
  if (!short || !long || long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start += 1
  const rest = (letters: readonly string[], from: number) => letters.slice(from).join('')
  if (short.length < long.length) return rest(short, start) === rest(long, start + 1)
  if (start === short.length) return true
  if (rest(short, start + 1) === rest(long, start + 1)) return true
  const isSwapped = short[start] === long[start + 1] && short[start + 1] === long[start]
  return isSwapped && rest(short, start + 2) === rest(long, start + 2)
}
