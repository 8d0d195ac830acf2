const SPOKEN: Readonly<Record<string, string>> = {
  A: 'Alfa',
  B: 'Bravo',
  C: 'Charlie',
  D: 'Delta',
  E: 'Echo',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  J: 'Juliett',
  K: 'Kilo',
  M: 'Mike',
  N: 'November',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  S: 'Sierra',
  T: 'Tango',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
  Z: 'Zulu',
  '2': 'two',
  '3': 'three',
  '4': 'four',
  '5': 'five',
  '6': 'six',
  '7': 'seven',
  '8': 'eight',
  '9': 'nine',
}

export type SpokenSign = { readonly sign: string; readonly spoken: string }

/** R4.5: each sign of a code as it is read out on a bad line; the dash is a pause. */
export function spelling(code: string): SpokenSign[][] {
  return code.split('-').map((part) => [...part].map((sign) => ({ sign, spoken: SPOKEN[sign] ?? sign })))
}
