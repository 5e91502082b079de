import type { Language } from '@winkwire/contract/languages';
import type { UnreadableReason } from '@winkwire/contract/resources/archive-reading';

interface ReadingTexts {
  reading: (page: string, of: string) => string;
  page: (page: string) => string;
  replace: (name: string) => string;
  /** The label of the button that leads back to the files when pages cannot be read. */
  replacePages: string;
  unreadable: Record<UnreadableReason, string>;
}

/* Not in `texts/`, because only later screens need these texts, and the size of the first screen is limited. */
export const readingTexts: Record<Language, ReadingTexts> = {
  en: {
    reading: (page, of) => `Reading page ${page} of ${of}`,
    page: (page) => `page ${page}`,
    replace: (name) => `Replace ${name}`,
    replacePages: 'Replace unreadable pages',
    unreadable: {
      DARK: 'It is too dark. Take it again in more light.',
      BLURRED: 'It is blurred. Hold the phone still and take it again.',
      CUT_OFF: 'A part of it may be cut off. Take it again with all edges in the picture.',
      ILLEGIBLE: 'We cannot read it. Take a sharper picture, or upload the original file.',
      NO_TEXT: 'We found no text on it. Check that it is the right page.',
    },
  },
  es: {
    reading: (page, of) => `Leyendo la página ${page} de ${of}`,
    page: (page) => `página ${page}`,
    replace: (name) => `Reemplazar ${name}`,
    replacePages: 'Reemplazar las páginas ilegibles',
    unreadable: {
      DARK: 'Está demasiado oscura. Vuelva a tomarla con más luz.',
      BLURRED: 'Está borrosa. Mantenga quieto el teléfono y vuelva a tomarla.',
      CUT_OFF: 'Puede que falte una parte. Vuelva a tomarla con todos los bordes en la foto.',
      ILLEGIBLE: 'No podemos leerla. Tome una foto más nítida o suba el archivo original.',
      NO_TEXT: 'No encontramos texto. Compruebe que sea la página correcta.',
    },
  },
  ar: {
    reading: (page, of) => `جارٍ قراءة الصفحة ${page} من ${of}`,
    page: (page) => `الصفحة ${page}`,
    replace: (name) => `استبدال ${name}`,
    replacePages: 'استبدال الصفحات غير المقروءة',
    unreadable: {
      DARK: 'الصورة مظلمة جدًا. التقطها مرة أخرى في ضوء أقوى.',
      BLURRED: 'الصورة غير واضحة. ثبّت الهاتف والتقطها مرة أخرى.',
      CUT_OFF: 'قد يكون جزء منها مقطوعًا. التقطها مرة أخرى مع ظهور كل الحواف.',
      ILLEGIBLE: 'لا يمكننا قراءتها. التقط صورة أوضح، أو ارفع الملف الأصلي.',
      NO_TEXT: 'لم نجد فيها نصًا. تأكد من أنها الصفحة الصحيحة.',
    },
  },
  fil: {
    reading: (page, of) => `Binabasa ang pahina ${page} sa ${of}`,
    page: (page) => `pahina ${page}`,
    replace: (name) => `Palitan ang ${name}`,
    replacePages: 'Palitan ang mga hindi mabasang pahina',
    unreadable: {
      DARK: 'Masyado itong madilim. Kunan ulit sa mas maliwanag na lugar.',
      BLURRED: 'Malabo ito. Huwag igalaw ang telepono at kunan ulit.',
      CUT_OFF: 'Maaaring may naputol na bahagi. Kunan ulit nang kita ang lahat ng gilid.',
      ILLEGIBLE: 'Hindi namin ito mabasa. Kumuha ng mas malinaw na litrato, o i-upload ang orihinal na file.',
      NO_TEXT: 'Wala kaming nakitang teksto. Tingnan kung ito ang tamang pahina.',
    },
  },
  id: {
    reading: (page, of) => `Membaca halaman ${page} dari ${of}`,
    page: (page) => `halaman ${page}`,
    replace: (name) => `Ganti ${name}`,
    replacePages: 'Ganti halaman yang tidak terbaca',
    unreadable: {
      DARK: 'Terlalu gelap. Foto ulang di tempat yang lebih terang.',
      BLURRED: 'Buram. Jangan gerakkan ponsel, lalu foto ulang.',
      CUT_OFF: 'Mungkin ada bagian yang terpotong. Foto ulang dengan semua tepinya terlihat.',
      ILLEGIBLE: 'Kami tidak dapat membacanya. Ambil foto yang lebih tajam, atau unggah file aslinya.',
      NO_TEXT: 'Kami tidak menemukan teks. Periksa apakah ini halaman yang benar.',
    },
  },
  vi: {
    reading: (page, of) => `Đang đọc trang ${page} trên ${of}`,
    page: (page) => `trang ${page}`,
    replace: (name) => `Thay ${name}`,
    replacePages: 'Thay các trang không đọc được',
    unreadable: {
      DARK: 'Ảnh quá tối. Hãy chụp lại ở nơi sáng hơn.',
      BLURRED: 'Ảnh bị mờ. Hãy giữ yên điện thoại và chụp lại.',
      CUT_OFF: 'Có thể một phần bị cắt mất. Hãy chụp lại sao cho thấy đủ các mép.',
      ILLEGIBLE: 'Chúng tôi không đọc được. Hãy chụp ảnh rõ hơn, hoặc tải tệp gốc lên.',
      NO_TEXT: 'Chúng tôi không thấy chữ nào. Hãy kiểm tra xem đây có đúng trang không.',
    },
  },
  th: {
    reading: (page, of) => `กำลังอ่านหน้า ${page} จาก ${of}`,
    page: (page) => `หน้า ${page}`,
    replace: (name) => `เปลี่ยน ${name}`,
    replacePages: 'เปลี่ยนหน้าที่อ่านไม่ได้',
    unreadable: {
      DARK: 'ภาพมืดเกินไป ถ่ายใหม่ในที่ที่สว่างกว่านี้',
      BLURRED: 'ภาพเบลอ ถือโทรศัพท์ให้นิ่งแล้วถ่ายใหม่',
      CUT_OFF: 'บางส่วนอาจถูกตัดขาด ถ่ายใหม่ให้เห็นขอบทุกด้าน',
      ILLEGIBLE: 'เราอ่านไม่ออก ถ่ายภาพให้ชัดกว่านี้ หรืออัปโหลดไฟล์ต้นฉบับ',
      NO_TEXT: 'เราไม่พบข้อความ ตรวจสอบว่าเป็นหน้าที่ถูกต้อง',
    },
  },
  'zh-Hans': {
    reading: (page, of) => `正在读取第 ${page} 页，共 ${of} 页`,
    page: (page) => `第 ${page} 页`,
    replace: (name) => `替换 ${name}`,
    replacePages: '替换无法读取的页面',
    unreadable: {
      DARK: '图片太暗。请在更亮的地方重新拍摄。',
      BLURRED: '图片模糊。请拿稳手机后重新拍摄。',
      CUT_OFF: '可能有一部分没有拍到。请重新拍摄，让所有边缘都在画面中。',
      ILLEGIBLE: '我们无法读取。请拍一张更清晰的照片，或上传原始文件。',
      NO_TEXT: '我们没有找到文字。请检查是否是正确的页面。',
    },
  },
};
