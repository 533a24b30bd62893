import { mount } from 'svelte';
import './styles/fonts.css';
import './styles/window.css';
import './styles/marks.css';
import App from './app/App.svelte';
import { followAddress } from './app/address.svelte';
import { followKeys } from './app/keys';
import { theme, wear } from './app/theme.svelte';
import { speak, wantedLanguage } from './app/words.svelte';

wear(theme.now);
await speak(wantedLanguage());
followAddress();
followKeys();
mount(App, { target: document.getElementById('window') as HTMLElement });
