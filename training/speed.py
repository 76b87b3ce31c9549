import torch,time,sys
sys.path.insert(0,'/work/main/training')
from model import *
m=Reader(); 
for bf in (False,True):
    ids=torch.randint(0,30000,(8,384)); z=torch.zeros_like(ids); b=Batch(ids,z,z,z,torch.ones_like(ids))
    opt=torch.optim.AdamW(m.parameters(),1e-4)
    for i in range(4):
        t=time.time()
        with torch.autocast('cpu',torch.bfloat16,enabled=bf):
            h,o=m.tokens(b); p=m.pair(h,torch.randint(0,384,(8,8)))
        l=o['cue'].float().logsumexp(-1).mean()+p.float().logsumexp(-1).mean()+o['flat'].float().logsumexp(-1).mean()
        l.backward(); opt.step(); opt.zero_grad()
        print(bf, 8*384/(time.time()-t),'tok/s')
