import type { Language } from '@winkwire/contract/languages';

export interface RedirectTexts {
  title: string;
  thanks: string;
  close: string;
  continue: string;
  ended: string;
  again: string;
  askTitle: (provider: string) => string;
  askText: (company: string) => string;
  continueTo: (provider: string) => string;
  sandboxedTitle: (provider: string) => string;
  sandboxedText: string;
}

export const redirectTexts: Record<Language, RedirectTexts> = {
  en: {
    title: 'Sign-in',
    thanks: 'Thank you',
    close: 'You can close this window. The widget continues by itself.',
    continue: 'Continue',
    ended: 'This sign-in has ended',
    again: 'Go back to the page where you began, and sign in again.',
    askTitle: (provider) => `Sign in at ${provider}?`,
    askText: (company) =>
      `${company} asks to link your account. Continue only if you have just chosen this yourself.`,
    continueTo: (provider) => `Continue to ${provider}`,
    sandboxedTitle: (provider) => `${provider} cannot be opened from here`,
    sandboxedText: 'Close this window, and log in another way.',
  },
  es: {
    title: 'Inicio de sesión',
    thanks: 'Gracias',
    close: 'Puede cerrar esta ventana. El proceso continúa solo.',
    continue: 'Continuar',
    ended: 'Este inicio de sesión terminó',
    again: 'Vuelva a la página donde empezó e inicie sesión de nuevo.',
    askTitle: (provider) => `¿Iniciar sesión en ${provider}?`,
    askText: (company) =>
      `${company} pide conectar su cuenta. Continúe solo si usted mismo acaba de elegirlo.`,
    continueTo: (provider) => `Continuar a ${provider}`,
    sandboxedTitle: (provider) => `No se puede abrir ${provider} desde aquí`,
    sandboxedText: 'Cierre esta ventana e inicie sesión de otra forma.',
  },
  ar: {
    title: 'تسجيل الدخول',
    thanks: 'شكرًا لك',
    close: 'يمكنك إغلاق هذه النافذة، وستستمر العملية وحدها.',
    continue: 'متابعة',
    ended: 'انتهت محاولة تسجيل الدخول هذه',
    again: 'عُد إلى الصفحة التي بدأت منها وسجّل الدخول من جديد.',
    askTitle: (provider) => `تسجيل الدخول في ${provider}؟`,
    askText: (company) => `تطلب ${company} ربط حسابك. تابع فقط إذا اخترت ذلك بنفسك للتو.`,
    continueTo: (provider) => `المتابعة إلى ${provider}`,
    sandboxedTitle: (provider) => `لا يمكن فتح ${provider} من هنا`,
    sandboxedText: 'أغلق هذه النافذة وسجّل الدخول بطريقة أخرى.',
  },
  fil: {
    title: 'Pag-log in',
    thanks: 'Salamat',
    close: 'Puwede mo nang isara ang window na ito. Kusa itong magpapatuloy.',
    continue: 'Magpatuloy',
    ended: 'Tapos na ang pag-log in na ito',
    again: 'Bumalik sa page kung saan ka nagsimula at mag-log in ulit.',
    askTitle: (provider) => `Mag-log in sa ${provider}?`,
    askText: (company) =>
      `Hinihiling ng ${company} na i-link ang account mo. Magpatuloy lang kung ikaw mismo ang kapipili nito.`,
    continueTo: (provider) => `Magpatuloy sa ${provider}`,
    sandboxedTitle: (provider) => `Hindi mabuksan ang ${provider} mula rito`,
    sandboxedText: 'Isara ang window na ito, at mag-log in sa ibang paraan.',
  },
  id: {
    title: 'Masuk',
    thanks: 'Terima kasih',
    close: 'Anda dapat menutup jendela ini. Prosesnya berlanjut sendiri.',
    continue: 'Lanjutkan',
    ended: 'Proses masuk ini telah berakhir',
    again: 'Kembali ke halaman tempat Anda memulai, lalu masuk lagi.',
    askTitle: (provider) => `Masuk di ${provider}?`,
    askText: (company) =>
      `${company} meminta untuk menautkan akun Anda. Lanjutkan hanya jika Anda sendiri yang baru saja memilihnya.`,
    continueTo: (provider) => `Lanjutkan ke ${provider}`,
    sandboxedTitle: (provider) => `${provider} tidak dapat dibuka dari sini`,
    sandboxedText: 'Tutup jendela ini, lalu masuk dengan cara lain.',
  },
  vi: {
    title: 'Đăng nhập',
    thanks: 'Cảm ơn bạn',
    close: 'Bạn có thể đóng cửa sổ này. Quá trình sẽ tự tiếp tục.',
    continue: 'Tiếp tục',
    ended: 'Lần đăng nhập này đã kết thúc',
    again: 'Hãy quay lại trang nơi bạn bắt đầu và đăng nhập lại.',
    askTitle: (provider) => `Đăng nhập tại ${provider}?`,
    askText: (company) =>
      `${company} yêu cầu liên kết tài khoản của bạn. Chỉ tiếp tục nếu chính bạn vừa chọn điều này.`,
    continueTo: (provider) => `Tiếp tục đến ${provider}`,
    sandboxedTitle: (provider) => `Không thể mở ${provider} từ đây`,
    sandboxedText: 'Hãy đóng cửa sổ này và đăng nhập bằng cách khác.',
  },
  th: {
    title: 'เข้าสู่ระบบ',
    thanks: 'ขอบคุณ',
    close: 'คุณปิดหน้าต่างนี้ได้ ขั้นตอนจะดำเนินต่อเอง',
    continue: 'ดำเนินการต่อ',
    ended: 'การเข้าสู่ระบบนี้สิ้นสุดแล้ว',
    again: 'กลับไปยังหน้าที่คุณเริ่มต้น แล้วเข้าสู่ระบบอีกครั้ง',
    askTitle: (provider) => `เข้าสู่ระบบที่ ${provider} หรือไม่`,
    askText: (company) => `${company} ขอเชื่อมบัญชีของคุณ ดำเนินการต่อเฉพาะเมื่อคุณเพิ่งเลือกสิ่งนี้เอง`,
    continueTo: (provider) => `ดำเนินการต่อไปที่ ${provider}`,
    sandboxedTitle: (provider) => `เปิด ${provider} จากที่นี่ไม่ได้`,
    sandboxedText: 'ปิดหน้าต่างนี้ แล้วเข้าสู่ระบบด้วยวิธีอื่น',
  },
  'zh-Hans': {
    title: '登录',
    thanks: '谢谢您',
    close: '您可以关闭此窗口，流程将自动继续。',
    continue: '继续',
    ended: '本次登录已结束',
    again: '请返回您开始的页面，然后重新登录。',
    askTitle: (provider) => `要在 ${provider} 登录吗？`,
    askText: (company) => `${company} 请求关联您的账户。仅当您本人刚刚选择了此操作时，才继续。`,
    continueTo: (provider) => `前往 ${provider}`,
    sandboxedTitle: (provider) => `无法从此处打开 ${provider}`,
    sandboxedText: '请关闭此窗口，并用其他方式登录。',
  },
};
