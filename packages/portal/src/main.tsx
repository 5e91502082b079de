// biome-ignore-all lint/style/noNonNullAssertion: the element is in the page
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/parts.css';
import './styles/archive.css';
import './styles/sessions.css';
import './styles/timeline.css';
import { render } from 'preact';
import { App } from './app/app.tsx';

render(<App />, document.getElementById('app')!);
