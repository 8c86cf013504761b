/** What the staff reads about an address by what they have already, in Japanese. */
export const ownAddress = {
  way: 'お客様の入り口',
  ways: {
    relay: '小さなサーバーを借りる（おすすめ）',
    proxy: '自社のリバースプロキシ',
    cloudflare: 'Cloudflareのトンネル',
    funnel: 'TailscaleのFunnel',
  },
  about: {
    relay:
      '小さなサーバーを1台借りて、ここで設定します。ルーターの設定は要りません。サーバーは通信を通すだけで、中身は読めません。',
    proxy: 'すでにあるリバースプロキシから、このパソコンへ転送します。プロキシを管理する人は、中身を読めます。',
    cloudflare:
      'このパソコンで動くcloudflaredを通します。通信はCloudflareで一度復号されるので、Cloudflareは中身を読めます。',
    funnel:
      'このパソコンで動くTailscaleを通します。暗号を解くのはこのパソコンなので、Tailscaleは中身を読めません。名前は「….ts.net」に限られます。',
  },
  target: {
    proxy: 'プロキシの転送先（WebSocketも通し、X-Forwarded-Forを付けてください）',
    cloudflare: 'トンネルの設定で、この名前のサービス（Service）を次のアドレスにします',
    funnel: 'このパソコンで、次のコマンドを実行します',
  },
  copyTarget: 'コピー',
  lan: 'プロキシがほかの機械で動いているときは、{{target}}へ転送してください。',
  noLan: 'プロキシがほかの機械で動いているときは、先に「ネットワーク」の設定で社内に公開してください。',
  origin: 'お客様が開くアドレス',
  originDetail: {
    proxy: '例：https://desk.example.jp',
    cloudflare: '例：https://desk.example.jp',
    funnel: '例：https://my-pc.tail1234.ts.net',
  },
  badOrigin: 'https://desk.example.jpのように、httpsで始まるアドレスを入れてください。',
  proxy: 'プロキシのアドレス',
  proxyDetail: 'このパソコンで動いているときは、127.0.0.1のままにします。',
  badProxy: '192.168.1.10のように、数字のアドレスを入れてください。',
  use: 'このアドレスを使う',
  looking: 'お客様と同じ道で、確かめています…',
  here: 'つながっています（{{time}}に確かめました）',
  faults: {
    'unknown-host': 'この名前が見つかりません。名前の設定を確かめてください。',
    'no-answer': '応答がありません。プロキシやトンネルが動いているか確かめてください。',
    'not-secure': '証明書が正しくありません。このままでは、お客様の画面に警告が出ます。',
    'not-allowed': 'このパソコンからは確かめられません。スマートフォンで開いて確かめてください。',
    other: 'アドレスは応答しますが、このパソコンにつながっていません。転送先を確かめてください。',
  },
  router: 'ルーターによっては、社内からだけ開けないことがあります。スマートフォンの電波でも確かめてください。',
  lookAgain: 'もう一度確かめる',
  removeDetail: 'お客様はこのアドレスを開けなくなります。プロキシやトンネルの設定は、そのまま残ります。',
  fixed: 'アドレスは、サーバーの設定で{{origin}}に決まっています。変えるときは、サーバーを管理する方に頼んでください。',
} as const
