import type { Language } from '@winkwire/contract/languages';

interface SignInTexts {
  title: string;
  sandbox: string;
  heading: string;
  intro: string;
  wrong: string;
  username: string;
  password: string;
  submit: string;
  cancel: string;
  hint: string;
}

export const signInTexts: Record<Language, SignInTexts> = {
  en: {
    title: 'Sign in',
    sandbox: 'Sandbox sign-in',
    heading: 'Sign in to your account',
    intro: 'You let Winkwire read your name, your work and your income from this account.',
    wrong: 'That user name or password is wrong.',
    username: 'User name, e-mail or phone',
    password: 'Password',
    submit: 'Sign in',
    cancel: 'Cancel',
    hint: 'This is the sandbox. Sign in as George, with the password 123456.',
  },
  es: {
    title: 'Iniciar sesión',
    sandbox: 'Inicio de sesión de prueba',
    heading: 'Inicie sesión en su cuenta',
    intro: 'Permite que Winkwire lea su nombre, su trabajo y sus ingresos de esta cuenta.',
    wrong: 'El usuario o la contraseña son incorrectos.',
    username: 'Usuario, correo o teléfono',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    cancel: 'Cancelar',
    hint: 'Este es el entorno de pruebas. Entre como George, con la contraseña 123456.',
  },
  ar: {
    title: 'تسجيل الدخول',
    sandbox: 'تسجيل دخول تجريبي',
    heading: 'سجّل الدخول إلى حسابك',
    intro: 'تسمح لـ Winkwire بقراءة اسمك وعملك ودخلك من هذا الحساب.',
    wrong: 'اسم المستخدم أو كلمة المرور غير صحيحة.',
    username: 'اسم المستخدم أو البريد أو الهاتف',
    password: 'كلمة المرور',
    submit: 'تسجيل الدخول',
    cancel: 'إلغاء',
    hint: 'هذه بيئة تجريبية: يدخل George بكلمة المرور 123456.',
  },
  fil: {
    title: 'Mag-log in',
    sandbox: 'Pagsubok na pag-log in',
    heading: 'Mag-log in sa account mo',
    intro: 'Pinapayagan mo ang Winkwire na basahin ang pangalan, trabaho at kita mo mula sa account na ito.',
    wrong: 'Mali ang username o password.',
    username: 'Username, email o telepono',
    password: 'Password',
    submit: 'Mag-log in',
    cancel: 'Kanselahin',
    hint: 'Pagsubok lang ito: 123456 ang password ni George.',
  },
  id: {
    title: 'Masuk',
    sandbox: 'Uji coba masuk',
    heading: 'Masuk ke akun Anda',
    intro: 'Anda mengizinkan Winkwire membaca nama, pekerjaan, dan penghasilan Anda dari akun ini.',
    wrong: 'Nama pengguna atau kata sandi salah.',
    username: 'Nama pengguna, email, atau telepon',
    password: 'Kata sandi',
    submit: 'Masuk',
    cancel: 'Batal',
    hint: 'Ini hanya uji coba. Masuk sebagai George, dengan kata sandi 123456.',
  },
  vi: {
    title: 'Đăng nhập',
    sandbox: 'Đăng nhập thử nghiệm',
    heading: 'Đăng nhập vào tài khoản của bạn',
    intro: 'Bạn cho phép Winkwire đọc tên, công việc và thu nhập của bạn từ tài khoản này.',
    wrong: 'Sai tên đăng nhập hoặc mật khẩu.',
    username: 'Tên đăng nhập, email hoặc điện thoại',
    password: 'Mật khẩu',
    submit: 'Đăng nhập',
    cancel: 'Hủy',
    hint: 'Đây là môi trường thử nghiệm. Đăng nhập là George, mật khẩu 123456.',
  },
  th: {
    title: 'เข้าสู่ระบบ',
    sandbox: 'ทดสอบการเข้าสู่ระบบ',
    heading: 'เข้าสู่ระบบบัญชีของคุณ',
    intro: 'คุณอนุญาตให้ Winkwire อ่านชื่อ งาน และรายได้ของคุณจากบัญชีนี้',
    wrong: 'ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง',
    username: 'ชื่อผู้ใช้ อีเมล หรือโทรศัพท์',
    password: 'รหัสผ่าน',
    submit: 'เข้าสู่ระบบ',
    cancel: 'ยกเลิก',
    hint: 'นี่คือระบบทดสอบ เข้าสู่ระบบเป็น George ด้วยรหัสผ่าน 123456',
  },
  'zh-Hans': {
    title: '登录',
    sandbox: '测试登录',
    heading: '登录您的账户',
    intro: '您允许 Winkwire 读取此账户中的姓名、工作和收入。',
    wrong: '用户名或密码不正确。',
    username: '用户名、邮箱或手机号码',
    password: '密码',
    submit: '登录',
    cancel: '取消',
    hint: '这是测试环境。请用 George 登录，密码为 123456。',
  },
};
