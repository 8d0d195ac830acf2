/** The stories' people. Their names, days and answers are the canaries of story E: they occur nowhere else. */
export const ana = {
  givenName: 'Ana Xiomara',
  familyName: 'Ruiz-Quetzalli',
  fullName: 'Ana Xiomara Ruiz-Quetzalli',
  birthOn: '1985-03-12',
  phone: '+1 604 555 0138',
  email: 'ana.ruiz@example.com',
  password: 'harp-window-cobalt-7',
  plan: { title: 'Plan Zephyrine', text: 'Walk twenty minutes after supper; magnesium bisglycinate 200 mg.' },
}

export const ben = {
  givenName: 'Benedek',
  familyName: "O'Okafor-Wren",
  fullName: "Benedek O'Okafor-Wren",
  birthOn: '1974-08-30',
  phone: '+1 604 555 0171',
  email: 'ben.okafor@example.com',
  password: 'lantern-orbit-mossy-4',
  secretAnswer: 'Penicillin brings out hives, since Kilimanjaro 2009',
}

export const inviteeWithoutLogin = {
  givenName: 'Ottoline',
  familyName: 'Vandersteen-Quill',
  fullName: 'Ottoline Vandersteen-Quill',
  birthOn: '1961-11-05',
  phone: '+1 604 555 0164',
  email: 'ottoline@example.com',
  password: 'never-typed-anywhere-9',
}
