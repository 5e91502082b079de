import type { Language } from '@winkwire/contract/languages';

/** What the window shows that comes back from a provider's own page. */
export interface RedirectTexts {
  title: string;
  thanks: string;
  close: string;
  continue: string;
  ended: string;
  again: string;
}

export const redirectTexts: Record<Language, RedirectTexts> = {
  en: {
    title: 'Sign-in',
    thanks: 'Thank you',
    close: 'You can close this window. The widget continues by itself.',
    continue: 'Continue',
    ended: 'This sign-in has ended',
    again: 'Go back to the page where you began, and sign in again.',
  },
  es: {
    title: 'Inicio de sesión',
    thanks: 'Gracias',
    close: 'Puede cerrar esta ventana. El proceso continúa solo.',
    continue: 'Continuar',
    ended: 'Este inicio de sesión terminó',
    again: 'Vuelva a la página donde empezó e inicie sesión de nuevo.',
  },
  ar: {
    title: 'تسجيل الدخول',
    thanks: 'شكرًا لك',
    close: 'يمكنك إغلاق هذه النافذة، وستستمر العملية وحدها.',
    continue: 'متابعة',
    ended: 'انتهت محاولة تسجيل الدخول هذه',
    again: 'عُد إلى الصفحة التي بدأت منها وسجّل الدخول من جديد.',
  },
  fil: {
    title: 'Pag-log in',
    thanks: 'Salamat',
    close: 'Puwede mo nang isara ang window na ito. Kusa itong magpapatuloy.',
    continue: 'Magpatuloy',
    ended: 'Tapos na ang pag-log in na ito',
    again: 'Bumalik sa page kung saan ka nagsimula at mag-log in ulit.',
  },
  id: {
    title: 'Masuk',
    thanks: 'Terima kasih',
    close: 'Anda dapat menutup jendela ini. Prosesnya berlanjut sendiri.',
    continue: 'Lanjutkan',
    ended: 'Proses masuk ini telah berakhir',
    again: 'Kembali ke halaman tempat Anda memulai, lalu masuk lagi.',
  },
  vi: {
    title: 'Đăng nhập',
    thanks: 'Cảm ơn bạn',
    close: 'Bạn có thể đóng cửa sổ này. Quá trình sẽ tự tiếp tục.',
    continue: 'Tiếp tục',
    ended: 'Lần đăng nhập này đã kết thúc',
    again: 'Hãy quay lại trang nơi bạn bắt đầu và đăng nhập lại.',
  },
  th: {
    title: 'เข้าสู่ระบบ',
    thanks: 'ขอบคุณ',
    close: 'คุณปิดหน้าต่างนี้ได้ ขั้นตอนจะดำเนินต่อเอง',
    continue: 'ดำเนินการต่อ',
    ended: 'การเข้าสู่ระบบนี้สิ้นสุดแล้ว',
    again: 'กลับไปยังหน้าที่คุณเริ่มต้น แล้วเข้าสู่ระบบอีกครั้ง',
  },
  'zh-Hans': {
    title: '登录',
    thanks: '谢谢您',
    close: '您可以关闭此窗口，流程将自动继续。',
    continue: '继续',
    ended: '本次登录已结束',
    again: '请返回您开始的页面，然后重新登录。',
  },
};
