import { LanguageSheet } from '../components/language-sheet.tsx';
import { AccountRevokeScreen } from './account-revoke-screen.tsx';
import { ArchiveSuccessScreen } from './archive-success-screen.tsx';
import { ConfirmCloseSheet } from './confirm-close-sheet.tsx';
import { ConnectSuccessScreen } from './connect-success-screen.tsx';
import { ConnectingScreen } from './connecting-screen.tsx';
import { EmployerSurveyScreen } from './employer-survey-screen.tsx';
import { ExpiredSheet } from './expired-sheet.tsx';
import { FileTypeListScreen } from './file-type-list-screen.tsx';
import { LinkErrorScreen } from './link-error-screen.tsx';
import { LoginOptionsScreen } from './login-options-screen.tsx';
import { MfaScreen } from './mfa-screen.tsx';
import { RedirectingScreen } from './redirecting-screen.tsx';
import { RevokeArchiveScreen } from './revoke-archive-screen.tsx';
import { UploadScreen } from './upload-screen.tsx';
import '../styles/later-screens.css';

/** These screens load after the first screen, so that the first screen appears sooner. */
export const laterScreens = {
  accountRevoke: AccountRevokeScreen,
  archiveSuccess: ArchiveSuccessScreen,
  confirmClose: ConfirmCloseSheet,
  connectSuccess: ConnectSuccessScreen,
  connecting: ConnectingScreen,
  employerSurvey: EmployerSurveyScreen,
  expired: ExpiredSheet,
  fileTypeList: FileTypeListScreen,
  languageSheet: LanguageSheet,
  linkError: LinkErrorScreen,
  loginOptions: LoginOptionsScreen,
  mfa: MfaScreen,
  redirecting: RedirectingScreen,
  revokeArchive: RevokeArchiveScreen,
  upload: UploadScreen,
};
