// biome-ignore-all lint/style/noNonNullAssertion: `lang` is a key
/**
 * `blocked`: the frame has loaded, but our app does not start. The browser may show an error page instead. `slow`: the
 * frame or its first screen has not loaded in time.
 */
export type LoadFailure = 'offline' | 'blocked' | 'slow';

export interface HostTexts extends Record<LoadFailure, string> {
  lang: string;
  title: string;
  retry: string;
  close: string;
}

type SixTexts = [string, string, string, string, string, string];

/**
 * `title|offline|blocked|slow|retry|close`. One string, because each property of an object would cost bytes on every
 * page.
 */
const texts: Record<string, string> = {
  en: 'Link your account|No connection|Unavailable, or blocked in your browser|The server does not respond|Try again|Close',
  es: 'Conecte su cuenta|Sin conexión|No disponible, o bloqueado en su navegador|El servidor no responde|Intentar de nuevo|Cerrar',
  ar: 'اربط حسابك|لا يوجد اتصال|غير متاح، أو محظور في متصفحك|لا يستجيب الخادم|أعد المحاولة|إغلاق',
  fil: 'I-link ang account mo|Walang koneksiyon|Hindi available, o naka-block sa browser mo|Hindi sumasagot ang server|Subukan ulit|Isara',
  id: 'Hubungkan akun Anda|Tidak ada koneksi|Tidak tersedia, atau diblokir di browser Anda|Server tidak merespons|Coba lagi|Tutup',
  vi: 'Liên kết tài khoản của bạn|Không có kết nối|Không truy cập được, hoặc bị trình duyệt chặn|Máy chủ không phản hồi|Thử lại|Đóng',
  th: 'เชื่อมบัญชีของคุณ|ไม่มีการเชื่อมต่อ|ใช้งานไม่ได้ หรือถูกเบราว์เซอร์บล็อก|เซิร์ฟเวอร์ไม่ตอบสนอง|ลองอีกครั้ง|ปิด',
  zh: '关联您的账户|没有网络连接|无法访问，或被浏览器拦截|服务器没有响应|重试|关闭',
};

/** In the language of the BCP 47 tag `locale`, or in English. */
export function hostTexts(locale: string): HostTexts {
  // Older phones and servers write `tl` for Filipino.
  const [wanted = ''] = locale.toLowerCase().replace('tl', 'fil').split(/[-_]/);
  const lang = Object.hasOwn(texts, wanted) ? wanted : 'en';
  const [title, offline, blocked, slow, retry, close] = texts[lang]!.split('|') as SixTexts;
  return { lang, title, offline, blocked, slow, retry, close };
}
