"""The bias gradients sum dW over its columns instead of dZ over the samples.

exercises: {backward_propagation: failed, others: passed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return (1+np.exp(-z))**(-1.0)

# %%
def initialize_parameters(n_x,n_h,n_y):
    W1=np.random.randn(n_h,n_x)*0.01; b1=np.zeros((n_h,1))
    W2=np.random.randn(n_y,n_h)*0.01; b2=np.zeros((n_y,1))
    return {'W1':W1,'b1':b1,'W2':W2,'b2':b2}

# %%
def forward_propagation(X,parameters):
    Z1=np.dot(parameters['W1'],X)+parameters['b1']; A1=np.tanh(Z1)
    Z2=np.dot(parameters['W2'],A1)+parameters['b2']; A2=sigmoid(Z2)
    return A2,{'Z1':Z1,'A1':A1,'Z2':Z2,'A2':A2}

# %%
def compute_cost(A2,Y):
    return -np.sum(Y*np.log(A2)+(1-Y)*np.log(1-A2))/Y.shape[1]

# %%
def backward_propagation(parameters,cache,X,Y):
    m=X.shape[1]
    dZ2=cache['A2']-Y
    dW2=np.dot(dZ2,cache['A1'].T)/m
    db2=np.sum(dW2,axis=1,keepdims=True)/m
    dZ1=np.dot(parameters['W2'].T,dZ2)*(1-cache['A1']**2)
    dW1=np.dot(dZ1,X.T)/m
    db1=np.sum(dW1,axis=1,keepdims=True)/m
    grads={'dW1':dW1,'db1':db1,'dW2':dW2,'db2':db2}
    for k in grads: assert grads[k].shape==parameters[k[1:]].shape
    return grads

# %%
def update_parameters(parameters,grads,learning_rate=1.2):
    for k in ['W1','b1','W2','b2']: parameters[k]=parameters[k]-learning_rate*grads['d'+k]
    return parameters

# %%
X=np.random.randn(2,30); Y=np.random.rand(1,30)>0.5; p=initialize_parameters(2,4,1)
for i in range(101):
    A2,c=forward_propagation(X,p); p=update_parameters(p,backward_propagation(p,c,X,Y))
    if i%50==0: print(i,compute_cost(A2,Y))
