export const sandboxIdentities = [
  {
    fullName: 'George Palomero Jr.',
    userName: 'George',
    email: 'gpalomero1234@smileapi.io',
    phone: '+639559991234',
    password: '123456',
    code: '1234',
  },
  {
    fullName: 'Ryan Lestari',
    userName: 'Ryan',
    email: 'ryan1234@smileapi.io',
    phone: '+628119994321',
    password: '654321',
    code: '1234',
  },
  {
    fullName: 'Christina Tan',
    userName: 'Christina',
    email: 'christina4321@smileapi.io',
    phone: '+6599996789',
    password: 'YGUS1',
    code: '1234',
  },
  {
    fullName: 'Anisha Bhatia',
    userName: 'Anisha',
    email: 'anisha98765@smileapi.io',
    phone: '+919511198765',
    password: '123456',
    code: '1234',
  },
] as const;
